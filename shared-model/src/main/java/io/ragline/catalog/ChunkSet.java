package io.ragline.catalog;

import io.ragline.model.ChunkOwner;
import java.util.Objects;
import java.util.UUID;

/**
 * The chunks that one attempt may have left in an index of a collection.
 *
 * @param indexId the index, see {@link CollectionIndexEntity}
 */
public record ChunkSet(UUID tenantId, UUID collectionId, UUID indexId, ChunkOwner owner) {
    public ChunkSet {
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(collectionId);
        Objects.requireNonNull(indexId);
        Objects.requireNonNull(owner);
    }

    /** What an attempt at a version writes into an index. */
    public static ChunkSet of(DocumentVersionEntity version, UUID indexId, int attempt) {
        return new ChunkSet(
                version.tenantId,
                version.collectionId,
                indexId,
                new ChunkOwner(version.documentId, version.id, attempt));
    }
}
