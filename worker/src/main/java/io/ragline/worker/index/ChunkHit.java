package io.ragline.worker.index;

import java.util.Comparator;
import java.util.Objects;

/**
 * A chunk that a search found. What it says is read by {@link ChunkIndex#fetch}: most hits are never shown, and reading
 * them would cost more than finding them.
 *
 * @param key names the chunk
 * @param score cosine similarity (-1 to 1) of a vector search, BM25 of a text search
 */
public record ChunkHit(ChunkKey key, double score) {
    /** Best first; equal scores by key. */
    public static final Comparator<ChunkHit> BEST_FIRST =
            Comparator.comparingDouble(ChunkHit::score).reversed().thenComparing(ChunkHit::key);

    public ChunkHit {
        Objects.requireNonNull(key);
    }
}
