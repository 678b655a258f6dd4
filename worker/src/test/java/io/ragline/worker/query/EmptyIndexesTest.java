package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.InMemoryChunkIndex;
import io.ragline.worker.lane.GivenUpException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmptyIndexesTest {
    private final InMemoryChunkIndex index = new InMemoryChunkIndex();
    private final CollectionRef collection = new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    private final List<SearchedIndex> where = List.of(new SearchedIndex(collection, null, TextAnalysis.ENGLISH));

    @Test
    void a_collection_without_the_chunks_that_it_should_have_is_told_of() {
        assertThatThrownBy(() -> new EmptyIndexes(index, id -> 7).refuse(where))
                .isInstanceOf(GivenUpException.class)
                .hasMessageContaining("none of the 7 chunks")
                .hasMessageContaining("./ragline reindex");
    }

    @Test
    void one_that_has_none_to_be_seen_is_empty() {
        assertThatCode(() -> new EmptyIndexes(index, id -> 0).refuse(where)).doesNotThrowAnyException();
    }

    @Test
    void one_that_has_chunks_is_searched() {
        Chunk chunk = new Chunk(0, "text", List.of(), List.of(new PageSpan(1, 0, 4)), 1);
        ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                List.of(new EmbeddedChunk(owner, chunk, new float[] {1}, Attributes.NONE)));
        index.commit(collection);

        assertThatCode(() -> new EmptyIndexes(index, id -> 7).refuse(where)).doesNotThrowAnyException();
    }
}
