package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.IndexReplacedException;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.KeptExtraction;
import io.ragline.catalog.VersionRepository;
import io.ragline.job.DocumentPasswords;
import io.ragline.job.IngestDocument;
import io.ragline.job.IngestDocumentHandler;
import io.ragline.job.JobEvents;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What happens to an upload, top to bottom: read it, keep the pages, chunk and embed them, write them to the index, and only
 * then, in one step, let questions see them.
 */
@ApplicationScoped
class DocumentIngest implements IngestDocumentHandler {
    private static final Logger LOG = Logger.getLogger(DocumentIngest.class);

    private final JobRuns runs;
    private final VersionRepository versions;
    private final IndexRepository indexes;
    private final Extractions extractions;
    private final VersionIndexing indexing;
    private final ChunkSweeper sweeper;
    private final DocumentPasswords passwords;
    private final JobEvents events;
    private final ObjectMapper json;

    DocumentIngest(
            JobRuns runs,
            VersionRepository versions,
            IndexRepository indexes,
            Extractions extractions,
            VersionIndexing indexing,
            ChunkSweeper sweeper,
            DocumentPasswords passwords,
            JobEvents events,
            ObjectMapper json) {
        this.runs = runs;
        this.versions = versions;
        this.indexes = indexes;
        this.extractions = extractions;
        this.indexing = indexing;
        this.sweeper = sweeper;
        this.passwords = passwords;
        this.events = events;
        this.json = json;
    }

    @Override
    public void handle(IngestDocument request) throws Exception {
        runs.run(request.jobId(), this::ingest);
    }

    private void ingest(JobRun run) throws IOException {
        UUID versionId = Objects.requireNonNull(run.job().versionId);
        IngestProgress progress = new IngestProgress(events, run);
        extract(run, versions.get(versionId), progress);
        DocumentVersionEntity version = versions.get(versionId);
        try {
            index(run, version, progress);
        } finally {
            sweeper.sweepCarefully(version.documentId);
        }
    }

    /** Reads the document, unless an attempt before this one has. */
    private void extract(JobRun run, DocumentVersionEntity version, IngestProgress progress) throws IOException {
        if (version.extractionSha256 != null) {
            return;
        }
        Extraction extraction = extractions.read(
                version.sha256, version.mediaType, passwords.find(run.job().id).orElse(null), progress);
        versions.rememberExtraction(
                run.attempt(),
                version.id,
                new KeptExtraction(
                        extraction.sha256(),
                        extraction.pages(),
                        extraction.characters(),
                        json.writeValueAsString(extraction.warnings()),
                        json.writeValueAsString(extraction.info())));
        passwords.forget(run.job().id);
    }

    /** Once more if the collection's index was replaced by another meanwhile. */
    private void index(JobRun run, DocumentVersionEntity version, IngestProgress progress) throws IOException {
        while (true) {
            CollectionIndexEntity active = indexes.active(version.collectionId);
            try {
                indexing.write(run, version, active, progress, written -> versions.activate(run.attempt(), written));
                return;
            } catch (IndexReplacedException e) {
                LOG.infof("%s; the document goes into that one", e.getMessage());
                progress.check();
            }
        }
    }
}
