package io.ragline.worker.query;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.Embedder;
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

    /** The name of its model; empty if it has none. */
    String model() {
        return embedder == null ? "" : embedder.model();
    }
}
