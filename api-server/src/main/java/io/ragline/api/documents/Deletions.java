package io.ragline.api.documents;

import io.ragline.api.jobs.JobControl;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.Deletion;
import io.ragline.catalog.DeletionRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Deletes documents and collections: at once for everybody who asks, and for good by a job. */
@ApplicationScoped
public class Deletions {
    private final DeletionRepository deletions;
    private final JobControl jobs;

    Deletions(DeletionRepository deletions, JobControl jobs) {
        this.deletions = deletions;
        this.jobs = jobs;
    }

    /**
     * Deletes a document.
     *
     * @return the job that removes what is left of it
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND}
     */
    JobEntity deleteDocument(UUID tenantId, UUID documentId) {
        Deletion deletion = deletions
                .deleteDocument(tenantId, documentId)
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.DOCUMENT_NOT_FOUND, "There is no document %s.".formatted(documentId)));
        jobs.takeOut(deletion.cancelled());
        return deletion.job();
    }

    /**
     * Deletes a collection with all its documents.
     *
     * @return the job that removes what is left of it
     * @throws RaglineException {@code COLLECTION_NOT_FOUND}
     */
    public JobEntity deleteCollection(CollectionEntity collection) {
        Deletion deletion = deletions
                .deleteCollection(collection.id)
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.COLLECTION_NOT_FOUND,
                        "The collection '%s' was just deleted.".formatted(collection.name)));
        jobs.takeOut(deletion.cancelled());
        return deletion.job();
    }
}
