package io.ragline.worker.index;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import java.util.Objects;

/**
 * A chunk that a search found.
 *
 * @param owner whose it is
 * @param chunk the chunk
 * @param score cosine similarity (-1 to 1) of a vector search, BM25 of a text search
 */
public record ChunkHit(ChunkOwner owner, Chunk chunk, double score) {
    public ChunkHit {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(chunk);
    }
}
