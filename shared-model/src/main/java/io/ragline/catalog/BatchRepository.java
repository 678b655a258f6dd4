package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Uploads, each of many files. */
@ApplicationScoped
public class BatchRepository implements PanacheRepositoryBase<BatchEntity, UUID> {

    /** Records what an upload brought besides its jobs; once. */
    @Transactional
    public void record(UUID tenantId, UUID batchId, UUID collectionId, int duplicates, int rejected) {
        if (findById(batchId) != null) {
            return;
        }
        BatchEntity batch = new BatchEntity();
        batch.id = batchId;
        batch.tenantId = tenantId;
        batch.collectionId = collectionId;
        batch.duplicates = duplicates;
        batch.rejected = rejected;
        batch.createdAt = Instant.now();
        persist(batch);
    }

    @Transactional
    public Optional<BatchEntity> ofTenant(UUID tenantId, UUID batchId) {
        return find("tenantId = ?1 and id = ?2", tenantId, batchId).firstResultOptional();
    }
}
