package io.ragline.worker.query;

import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.CollectionRef;
import java.util.Objects;

/**
 * Where to look for passages.
 *
 * @param collection the index
 * @param embedder whose vectors it holds
 */
public record SearchedIndex(CollectionRef collection, Embedder embedder) {
    public SearchedIndex {
        Objects.requireNonNull(collection);
        Objects.requireNonNull(embedder);
    }
}
