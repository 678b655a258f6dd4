package io.ragline.worker.ingest;

import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.IndexStatus;
import io.ragline.catalog.VisibleVersion;
import io.ragline.job.DescribeDocument;
import io.ragline.job.DescribeDocumentHandler;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Tells each index what is now known of a document whose name or metadata changed, so that searches can be limited by it. */
@ApplicationScoped
class DocumentDescription implements DescribeDocumentHandler {
    private final JobRuns runs;
    private final AttemptRepository attempts;
    private final DocumentRepository documents;
    private final IndexRepository indexes;
    private final DocumentAttributes attributes;

    DocumentDescription(
            JobRuns runs,
            AttemptRepository attempts,
            DocumentRepository documents,
            IndexRepository indexes,
            DocumentAttributes attributes) {
        this.runs = runs;
        this.attempts = attempts;
        this.documents = documents;
        this.indexes = indexes;
        this.attributes = attributes;
    }

    @Override
    public void handle(DescribeDocument request) throws Exception {
        runs.run(request.jobId(), this::describe);
    }

    private void describe(JobRun run) {
        UUID documentId = Objects.requireNonNull(run.job().documentId);
        for (CollectionIndexEntity index : indexes.ofCollection(run.job().collections[0])) {
            run.check();
            Map<UUID, VisibleVersion> visible = index.status == IndexStatus.RETIRED
                    ? Map.of()
                    : documents.visible(index.tenantId, index.id, List.of(documentId));
            for (VisibleVersion version : visible.values()) {
                attributes.tell(index, version.owner());
            }
        }
        attempts.succeed(run.attempt());
    }
}
