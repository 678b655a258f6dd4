package io.ragline.worker.ingest;

import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DeletionRepository;
import io.ragline.catalog.IndexRepository;
import io.ragline.job.DeleteCollection;
import io.ragline.job.DeleteCollectionHandler;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Removes what is left of a deleted collection: its indexes as a whole, then document by document all else. */
@ApplicationScoped
class CollectionDeletion implements DeleteCollectionHandler {
    private static final int AT_ONCE = 500;

    private final JobRuns runs;
    private final AttemptRepository attempts;
    private final DeletionRepository deletions;
    private final IndexRepository indexes;
    private final DocumentDeletion documents;
    private final ChunkIndex index;

    CollectionDeletion(
            JobRuns runs,
            AttemptRepository attempts,
            DeletionRepository deletions,
            IndexRepository indexes,
            DocumentDeletion documents,
            ChunkIndex index) {
        this.runs = runs;
        this.attempts = attempts;
        this.deletions = deletions;
        this.indexes = indexes;
        this.documents = documents;
        this.index = index;
    }

    @Override
    public void handle(DeleteCollection request) throws Exception {
        runs.run(request.jobId(), this::delete);
    }

    private void delete(JobRun run) {
        UUID collectionId = run.job().collections[0];
        for (CollectionIndexEntity each : indexes.ofCollection(collectionId)) {
            CollectionRef ref = new CollectionRef(each.tenantId, each.id);
            index.deleteCollection(ref);
            DocumentDeletion.expectNone(index.count(ref));
        }
        for (List<UUID> some = deletions.documentsOf(collectionId, AT_ONCE);
                !some.isEmpty();
                some = deletions.documentsOf(collectionId, AT_ONCE)) {
            for (UUID documentId : some) {
                run.check();
                documents.removeWithFiles(documentId);
            }
        }
        deletions.removeCollection(collectionId);
        attempts.succeed(run.attempt());
    }
}
