package io.ragline.bench.chaosworker;

import io.ragline.blob.BlobStore;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.catalog.WrittenChunks;
import io.ragline.job.IngestDocument;
import io.ragline.job.IngestDocumentHandler;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Double of the reading of uploads: the file's first line is the order, and no chunk is written. */
@ApplicationScoped
class IngestDocumentDouble implements IngestDocumentHandler {
    private final JobRuns runs;
    private final Actor actor;
    private final VersionRepository versions;
    private final IndexRepository indexes;
    private final BlobStore blobs;

    IngestDocumentDouble(
            JobRuns runs, Actor actor, VersionRepository versions, IndexRepository indexes, BlobStore blobs) {
        this.runs = runs;
        this.actor = actor;
        this.versions = versions;
        this.indexes = indexes;
        this.blobs = blobs;
    }

    @Override
    public void handle(IngestDocument request) throws Exception {
        runs.run(request.jobId(), this::ingest);
    }

    private void ingest(JobRun run) throws Exception {
        Attempt attempt = run.attempt();
        DocumentVersionEntity version = versions.get(Objects.requireNonNull(attempt.job().versionId));
        ChunkSet chunks = ChunkSet.of(version, indexes.active(version.collectionId).id, attempt.number());
        versions.beginWriting(attempt, chunks);
        actor.act(
                run, text(version.sha256), () -> versions.activate(attempt, new WrittenChunks(chunks, 1, null, null)));
    }

    private String text(String sha256) throws IOException {
        try (InputStream content = blobs.open(sha256)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
