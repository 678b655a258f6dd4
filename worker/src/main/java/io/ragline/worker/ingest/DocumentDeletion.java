package io.ragline.worker.ingest;

import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.BlobReferences;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DeletionRepository;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.job.DeleteDocument;
import io.ragline.job.DeleteDocumentHandler;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/**
 * Removes what is left of a deleted document: first the chunks, then, once none can be counted any more, the rows, then the
 * files that nobody else needs. Each step may be repeated.
 */
@ApplicationScoped
class DocumentDeletion implements DeleteDocumentHandler {
    private final JobRuns runs;
    private final AttemptRepository attempts;
    private final DeletionRepository deletions;
    private final VersionRepository versions;
    private final IndexRepository indexes;
    private final BlobReferences blobs;
    private final ChunkIndex index;

    DocumentDeletion(
            JobRuns runs,
            AttemptRepository attempts,
            DeletionRepository deletions,
            VersionRepository versions,
            IndexRepository indexes,
            BlobReferences blobs,
            ChunkIndex index) {
        this.runs = runs;
        this.attempts = attempts;
        this.deletions = deletions;
        this.versions = versions;
        this.indexes = indexes;
        this.blobs = blobs;
        this.index = index;
    }

    @Override
    public void handle(DeleteDocument request) throws Exception {
        runs.run(request.jobId(), this::deleteDocument);
    }

    private void deleteDocument(JobRun run) {
        UUID documentId = Objects.requireNonNull(run.job().documentId);
        for (CollectionIndexEntity each : indexes.ofCollection(run.job().collections[0])) {
            deleteChunks(new CollectionRef(each.tenantId, each.id), documentId);
        }
        versions.chunksOf(documentId).forEach(versions::forget);
        removeWithFiles(documentId);
        attempts.succeed(run.attempt());
    }

    private void deleteChunks(CollectionRef ref, UUID documentId) {
        index.deleteDocument(ref, documentId);
        index.commit(ref);
        expectNone(index.countDocument(ref, documentId));
    }

    /** The rows, then the files that nobody else needs. */
    void removeWithFiles(UUID documentId) {
        deletions.removeDocument(documentId).forEach(blobs::removeUnlessNeeded);
    }

    static void expectNone(long left) {
        if (left > 0) {
            throw new RaglineException(
                    ErrorCode.INDEX_UNAVAILABLE,
                    "%d chunks are still in the index. They are deleted again.".formatted(left));
        }
    }
}
