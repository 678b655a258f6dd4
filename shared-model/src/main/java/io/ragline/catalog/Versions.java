package io.ragline.catalog;

import jakarta.persistence.EntityManager;
import java.util.Optional;

/** Finds the version that a job is about. */
final class Versions {
    private Versions() {}

    static Optional<DocumentVersionEntity> ofJob(EntityManager em, JobEntity job) {
        return Optional.ofNullable(job.versionId).map(id -> em.find(DocumentVersionEntity.class, id));
    }
}
