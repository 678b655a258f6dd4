package io.ragline.worker.query;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.CollectionRef;
import java.util.Objects;

/**
 * Where to look for passages.
 *
 * @param collection the index
 * @param embedder whose vectors it holds
 * @param analysis how its texts became search terms
 */
public record SearchedIndex(CollectionRef collection, Embedder embedder, TextAnalysis analysis) {
    public SearchedIndex {
        Objects.requireNonNull(collection);
        Objects.requireNonNull(embedder);
        Objects.requireNonNull(analysis);
    }
}
