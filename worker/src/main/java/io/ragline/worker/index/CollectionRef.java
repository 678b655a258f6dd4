package io.ragline.worker.index;

import java.util.Objects;
import java.util.UUID;

/**
 * An index of a collection and the tenant that it belongs to: what every operation is confined to.
 *
 * @param indexId of the chunks that are cut and embedded in one way, see {@code CollectionIndexEntity} in the catalogue
 */
public record CollectionRef(UUID tenantId, UUID indexId) {
    public CollectionRef {
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(indexId);
    }
}
