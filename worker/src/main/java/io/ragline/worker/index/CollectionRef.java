package io.ragline.worker.index;

import java.util.Objects;
import java.util.UUID;

/** A collection and the tenant that it belongs to: what every index operation is confined to. */
public record CollectionRef(UUID tenantId, UUID collectionId) {
    public CollectionRef {
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(collectionId);
    }
}
