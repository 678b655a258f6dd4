package io.ragline.worker.query;

import io.ragline.model.SearchMode;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.index.CollectionRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where to look for passages.
 *
 * @param collection the index
 * @param embedder whose vectors it holds; null if it is searched by text only
 * @param analysis how its texts became search terms
 */
public record SearchedIndex(
        CollectionRef collection, @Nullable Embedder embedder, TextAnalysis analysis) {
    public SearchedIndex {
        Objects.requireNonNull(collection);
        Objects.requireNonNull(analysis);
    }

    /**
     * An index as a question in that mode needs it: one by text only doesn't need its model.
     *
     * @param model by which its texts were embedded; null for the standard one
     * @throws io.ragline.model.RaglineException {@code EMBEDDING_MODEL_MISMATCH} if the model is needed and gone
     */
    static SearchedIndex of(
            CollectionRef collection,
            @Nullable String model,
            TextAnalysis analysis,
            SearchMode mode,
            Embedders embedders) {
        return new SearchedIndex(collection, mode == SearchMode.TEXT ? null : embedders.named(model), analysis);
    }

    /** The name of its model; empty if it has none. */
    String model() {
        return embedder == null ? "" : embedder.model();
    }
}
