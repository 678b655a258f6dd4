package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.RaglineException;
import io.ragline.model.SearchMode;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.index.CollectionRef;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SearchedIndexTest {
    private final CollectionRef collection = new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    private final Embedders embedders = new Embedders(OnnxModel.BGE_SMALL_EN, model -> {
        throw new IllegalStateException("Nobody needs " + model);
    });

    @Test
    void a_search_by_text_needs_no_embedding_model() {
        SearchedIndex index =
                SearchedIndex.of(collection, "a-model-of-old", TextAnalysis.ENGLISH, SearchMode.TEXT, embedders);

        assertThat(index.embedder()).isNull();
    }

    @Test
    void a_search_by_vector_needs_the_one_that_the_texts_were_embedded_by() {
        assertThatThrownBy(() -> SearchedIndex.of(
                        collection, "a-model-of-old", TextAnalysis.ENGLISH, SearchMode.HYBRID, embedders))
                .isInstanceOf(RaglineException.class)
                .hasMessageContaining("a-model-of-old");
    }
}
