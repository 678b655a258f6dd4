package io.ragline.worker.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextQueriesTest {
    private final CollectionRef collection = new CollectionRef(new UUID(0, 1), new UUID(0, 2));
    private final ChunkOwner owner = new ChunkOwner(new UUID(0, 3), new UUID(0, 4), 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_word_counts_more_in_a_heading_than_in_the_text_below(TextAnalysis analysis) {
        try (ChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(folder))) {
            index.write(
                    collection,
                    analysis,
                    List.of(
                            chunk(0, "Valves", "The pump stands behind the house."),
                            chunk(1, "The pump", "Valves stand behind the house.")));
            index.commit(collection);

            assertThat(index.searchText(collection, new ChunkQuery("pump", List.of(), null, analysis), 10))
                    .extracting(hit -> hit.key().ordinal())
                    .containsExactly(1, 0);
        }
    }

    @Test
    void the_words_of_asking_find_nothing() {
        try (ChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(folder))) {
            index.write(
                    collection,
                    TextAnalysis.ENGLISH,
                    List.of(chunk(0, "What", "What you should do and how."), chunk(1, "Pumps", "They start by hand.")));
            index.commit(collection);

            assertThat(index.searchText(collection, ChunkQuery.of("What should I do, how do pumps start?"), 10))
                    .extracting(hit -> hit.key().ordinal())
                    .containsExactly(1);
        }
    }

    private EmbeddedChunk chunk(int ordinal, String heading, String text) {
        Chunk chunk = new Chunk(ordinal, text, List.of(heading), List.of(new PageSpan(1, 0, text.length())), 1);
        return new EmbeddedChunk(owner, chunk, new float[] {1, 0}, Attributes.NONE);
    }
}
