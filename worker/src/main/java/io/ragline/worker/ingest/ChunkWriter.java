package io.ragline.worker.ingest;

import io.ragline.blob.JsonLines;
import io.ragline.catalog.ChunkSet;
import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.Chunker;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts pages into chunks, embeds them and writes them to the index, a batch at a time so that memory stays bounded. */
final class ChunkWriter {
    private static final int BATCH = 32;
    private static final int EMBEDDED_AT_ONCE = 8;

    private final ChunkSet target;
    private final TextAnalysis analysis;
    private final Attributes document;
    private final CollectionRef collection;
    private final TokenCounter tokens;
    private final Embedder embedder;
    private final ChunkIndex index;
    private final JsonLines.Writing<Chunk> kept;
    private final Runnable check;
    private final Runnable afterBatch;
    private final Chunker chunker;
    private final List<Chunk> batch = new ArrayList<>(BATCH);
    private int written;

    /**
     * @param analysis how texts become search terms
     * @param document what is known of the document
     * @param kept takes each chunk as well
     * @param check called several times a second; throws to stop the writing
     * @param afterBatch told after each batch
     */
    ChunkWriter(
            ChunkSet target,
            ChunkingOptions options,
            TextAnalysis analysis,
            Attributes document,
            Embedder embedder,
            ChunkIndex index,
            JsonLines.Writing<Chunk> kept,
            Runnable check,
            Runnable afterBatch) {
        this.kept = kept;
        this.check = check;
        this.afterBatch = afterBatch;
        this.target = target;
        this.analysis = analysis;
        this.document = document;
        this.collection = new CollectionRef(target.tenantId(), target.indexId());
        this.embedder = embedder;
        this.index = index;
        this.tokens = embedder.tokenCounter();
        this.chunker = Chunker.of(options, tokens, this::add);
    }

    void accept(Page page) {
        chunker.accept(page);
    }

    /**
     * Writes what is left, and makes it all durable. Returns how many chunks there are.
     *
     * @throws RaglineException {@code INDEX_UNAVAILABLE} if the index lost some, say because its writer died meanwhile
     */
    int finish() {
        chunker.finish();
        flush();
        index.commit(collection);
        long searchable = index.count(collection, target.owner());
        if (searchable != written) {
            throw new RaglineException(
                    ErrorCode.INDEX_UNAVAILABLE,
                    "The index holds %d of the %d chunks that were written. The document is indexed anew."
                            .formatted(searchable, written));
        }
        return written;
    }

    private void add(Chunk chunk) {
        try {
            kept.add(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        batch.add(chunk);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<float[]> vectors = embed();
        List<EmbeddedChunk> embedded = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            embedded.add(new EmbeddedChunk(target.owner(), batch.get(i), vectors.get(i), document));
        }
        index.write(collection, analysis, embedded);
        written += batch.size();
        afterBatch.run();
        batch.clear();
    }

    /** A few at a time, so that the writing can be stopped in between. */
    private List<float[]> embed() {
        List<float[]> vectors = new ArrayList<>(batch.size());
        for (int from = 0; from < batch.size(); from += EMBEDDED_AT_ONCE) {
            check.run();
            List<Chunk> some = batch.subList(from, Math.min(batch.size(), from + EMBEDDED_AT_ONCE));
            vectors.addAll(embedder.embedPassages(some.stream()
                    .map(chunk -> EmbeddingText.forModel(chunk, tokens))
                    .toList()));
        }
        check.run();
        return vectors;
    }
}
