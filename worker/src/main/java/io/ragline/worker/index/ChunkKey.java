package io.ragline.worker.index;

import io.ragline.model.ChunkOwner;
import java.util.Comparator;
import java.util.Objects;

/**
 * What names a chunk within its collection.
 *
 * @param owner whose it is
 * @param ordinal its place in the document, from 0
 */
public record ChunkKey(ChunkOwner owner, int ordinal) implements Comparable<ChunkKey> {
    private static final Comparator<ChunkKey> ORDER = Comparator.comparing(
                    (ChunkKey key) -> key.owner().documentId())
            .thenComparing(key -> key.owner().versionId())
            .thenComparingInt(key -> key.owner().attempt())
            .thenComparingInt(ChunkKey::ordinal);

    public ChunkKey {
        Objects.requireNonNull(owner);
        if (ordinal < 0) {
            throw new IllegalArgumentException("Chunks count from 0, not %d".formatted(ordinal));
        }
    }

    /** A total order that keeps a document together; it breaks ties of scores the same way every time. */
    @Override
    public int compareTo(ChunkKey other) {
        return ORDER.compare(this, other);
    }
}
