package io.ragline.worker.index;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import java.util.Objects;

/**
 * A chunk ready for the index.
 *
 * @param owner whose it is
 * @param chunk the chunk
 * @param vector of length 1, as long as the collection's embedding model makes them
 * @param document what is known of its document
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each vector would cost
public record EmbeddedChunk(ChunkOwner owner, Chunk chunk, float[] vector, Attributes document) {
    public EmbeddedChunk {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(chunk);
        Objects.requireNonNull(vector);
        Objects.requireNonNull(document);
    }

    /** What searches can be limited by: what is known of the document, and the chunk's pages. */
    public Attributes attributes() {
        return document.onPages(
                chunk.spans().getFirst().page(), chunk.spans().getLast().page());
    }

    /** Names the chunk within its collection. */
    public ChunkKey key() {
        return new ChunkKey(owner, chunk.ordinal());
    }
}
