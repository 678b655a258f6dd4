package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.IndexStatus;
import io.ragline.catalog.VersionRepository;
import io.ragline.catalog.VersionStatus;
import io.ragline.job.JobEvents;
import io.ragline.job.ReindexDocument;
import io.ragline.job.ReindexDocumentHandler;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts a version that questions see into the index that is being built beside the one in which they see it. The last to come lets
 * the new index take over. The pages are those kept when the document was first read.
 */
@ApplicationScoped
class DocumentReindex implements ReindexDocumentHandler {
    private final JobRuns runs;
    private final VersionRepository versions;
    private final AttemptRepository attempts;
    private final IndexRepository indexes;
    private final IndexTakeover takeover;
    private final VersionIndexing indexing;
    private final JobEvents events;
    private final ObjectMapper json;

    DocumentReindex(
            JobRuns runs,
            VersionRepository versions,
            AttemptRepository attempts,
            IndexRepository indexes,
            IndexTakeover takeover,
            VersionIndexing indexing,
            JobEvents events,
            ObjectMapper json) {
        this.runs = runs;
        this.versions = versions;
        this.attempts = attempts;
        this.indexes = indexes;
        this.takeover = takeover;
        this.indexing = indexing;
        this.events = events;
        this.json = json;
    }

    @Override
    public void handle(ReindexDocument request) throws Exception {
        runs.run(request.jobId(), this::reindex);
    }

    private void reindex(JobRun run) throws IOException {
        UUID indexId = UUID.fromString(json.readTree(Objects.requireNonNull(run.job().request))
                .required("indexId")
                .textValue());
        Optional<CollectionIndexEntity> target = indexes.findIndex(indexId).filter(DocumentReindex::isWanted);
        Optional<DocumentVersionEntity> version = versions.findVersion(Objects.requireNonNull(run.job().versionId))
                .filter(found -> found.status == VersionStatus.ACTIVE && found.extractionSha256 != null);
        if (target.isEmpty() || version.isEmpty()) {
            attempts.succeed(run.attempt());
            return;
        }
        indexing.write(
                run,
                version.get(),
                target.get(),
                new IngestProgress(events, run),
                written -> versions.reindexed(run.attempt(), written));
        takeover.afterJobOf(target.get());
    }

    private static boolean isWanted(CollectionIndexEntity index) {
        return index.status == IndexStatus.BUILDING;
    }
}
