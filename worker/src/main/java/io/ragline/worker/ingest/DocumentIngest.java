package io.ragline.worker.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.VersionRepository;
import io.ragline.job.IngestDocument;
import io.ragline.job.IngestDocumentHandler;
import io.ragline.job.JobEvents;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happens to an upload, top to bottom: read it, keep the pages, chunk and embed them, write them to the index, and only
 * then, in one step, let questions see them.
 */
@ApplicationScoped
class DocumentIngest implements IngestDocumentHandler {
    private final JobRuns runs;
    private final VersionRepository versions;
    private final CollectionRepository collections;
    private final Extractions extractions;
    private final TokenCounter tokens;
    private final Embedder embedder;
    private final ChunkIndex index;
    private final ChunkSweeper sweeper;
    private final JobEvents events;
    private final ObjectMapper json;

    DocumentIngest(
            JobRuns runs,
            VersionRepository versions,
            CollectionRepository collections,
            Extractor extractor,
            BlobStore blobs,
            TokenCounter tokens,
            Embedder embedder,
            ChunkIndex index,
            ChunkSweeper sweeper,
            JobEvents events,
            ObjectMapper json) {
        this.runs = runs;
        this.versions = versions;
        this.collections = collections;
        this.extractions = new Extractions(extractor, blobs, json);
        this.tokens = tokens;
        this.embedder = embedder;
        this.index = index;
        this.sweeper = sweeper;
        this.events = events;
        this.json = json;
    }

    @Override
    public void handle(IngestDocument request) throws Exception {
        runs.run(request.jobId(), this::ingest);
    }

    private void ingest(JobRun run) throws IOException {
        Attempt attempt = run.attempt();
        DocumentVersionEntity version = versions.get(Objects.requireNonNull(attempt.job().versionId));
        IngestProgress progress = new IngestProgress(events, run);
        String pages = extract(version, progress);
        ChunkOwner owner = new ChunkOwner(version.documentId, version.id, attempt.number());
        ChunkSet chunks = new ChunkSet(version.tenantId, version.collectionId, owner);
        collections.useModel(version.collectionId, embedder.model(), embedder.dimensions());
        versions.beginWriting(attempt, chunks);
        try {
            int written = write(chunks, pages, progress);
            progress.activating();
            versions.activate(attempt, owner, written);
        } catch (IOException | RuntimeException e) {
            letTheSweepPassAgain(attempt, chunks, e);
            throw e;
        } finally {
            sweeper.sweepCarefully();
        }
    }

    /** It may have passed while this attempt still wrote. */
    private void letTheSweepPassAgain(Attempt attempt, ChunkSet chunks, Exception why) {
        try {
            versions.beginWriting(attempt, chunks);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Reads the document, unless an attempt before this one has. Returns the blob of its pages. */
    private String extract(DocumentVersionEntity version, IngestProgress progress) throws IOException {
        if (version.extractionSha256 != null) {
            return version.extractionSha256;
        }
        Extraction extraction = extractions.read(version.sha256, version.mediaType, progress);
        versions.rememberExtraction(
                version.id, extraction.sha256(), extraction.pages(), warnings(extraction.warnings()));
        return extraction.sha256();
    }

    private String warnings(List<PageWarning> warnings) throws JsonProcessingException {
        return json.writeValueAsString(warnings);
    }

    private int write(ChunkSet chunks, String pages, IngestProgress progress) throws IOException {
        int parts = extractions.countParts(pages);
        AtomicInteger taken = new AtomicInteger();
        ChunkWriter writer = new ChunkWriter(
                chunks,
                ChunkingOptions.DEFAULT,
                tokens,
                embedder,
                index,
                progress::check,
                () -> progress.embedded(taken.get(), parts));
        extractions.forEachPage(pages, page -> {
            taken.incrementAndGet();
            writer.accept(page);
        });
        int written = writer.finish();
        if (written == 0) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_WITHOUT_TEXT,
                    "The document has no text. If its pages are scanned pictures, run OCR on it and upload it again.");
        }
        return written;
    }
}
