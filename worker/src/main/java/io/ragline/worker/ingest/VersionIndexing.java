package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.catalog.WrittenChunks;
import io.ragline.model.Chunk;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.lane.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Puts a version that has been read into an index: cut as that index has it, embedded by its model. */
@ApplicationScoped
class VersionIndexing {
    private final Extractions extractions;
    private final VersionRepository versions;
    private final IndexRepository indexes;
    private final Embedders embedders;
    private final DocumentAttributes attributes;
    private final ChunkIndex index;
    private final BlobStore blobs;
    private final ObjectMapper json;

    VersionIndexing(
            Extractions extractions,
            VersionRepository versions,
            IndexRepository indexes,
            Embedders embedders,
            DocumentAttributes attributes,
            ChunkIndex index,
            BlobStore blobs,
            ObjectMapper json) {
        this.extractions = extractions;
        this.versions = versions;
        this.indexes = indexes;
        this.embedders = embedders;
        this.attributes = attributes;
        this.index = index;
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * Writes a version's chunks, and has {@code show} make them the ones that are seen and end the job.
     *
     * @throws RaglineException {@code DOCUMENT_WITHOUT_TEXT} if there are none
     */
    void write(
            JobRun run,
            DocumentVersionEntity version,
            CollectionIndexEntity target,
            IngestProgress progress,
            Consumer<WrittenChunks> show)
            throws IOException {
        ChunkSet chunks = ChunkSet.of(version, target.id, run.attempt().number());
        Embedder embedder = embedders.named(target.embeddingModel);
        indexes.useModel(target.id, embedder.model(), embedder.dimensions());
        versions.beginWriting(run.attempt(), chunks);
        try {
            DocumentAttributes.Known document = attributes.of(version.id);
            WrittenChunks written = write(chunks, version, target, document, embedder, progress);
            progress.activating();
            show.accept(written);
        } catch (IOException | RuntimeException e) {
            letTheSweepPassAgain(run, chunks, e);
            throw e;
        }
    }

    /** It may have passed while this attempt still wrote. */
    private void letTheSweepPassAgain(JobRun run, ChunkSet chunks, Exception why) {
        try {
            versions.beginWriting(run.attempt(), chunks);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private WrittenChunks write(
            ChunkSet chunks,
            DocumentVersionEntity version,
            CollectionIndexEntity target,
            DocumentAttributes.Known document,
            Embedder embedder,
            IngestProgress progress)
            throws IOException {
        String pages = Objects.requireNonNull(version.extractionSha256);
        int parts = extractions.countParts(pages);
        AtomicInteger taken = new AtomicInteger();
        try (JsonLines.Writing<Chunk> kept = JsonLines.write(blobs, json, Chunk.class)) {
            ChunkWriter writer = new ChunkWriter(
                    chunks,
                    target.chunking(),
                    target.analysis(),
                    document.attributes(),
                    embedder,
                    index,
                    kept,
                    progress::check,
                    () -> progress.embedded(taken.get(), parts));
            extractions.forEachPage(pages, page -> {
                taken.incrementAndGet();
                writer.accept(page);
            });
            int written = writer.finish();
            if (written == 0) {
                throw NoText.because(List.of(json.readValue(version.warnings, PageWarning[].class)));
            }
            return new WrittenChunks(chunks, written, kept.keep().sha256(), document.as());
        }
    }
}
