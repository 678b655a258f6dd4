package io.ragline.bench.retrieval.speed;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes one document of a hundred chunks after the other until it is closed, and commits each, as ingest does. */
final class WritingLoad implements AutoCloseable {
    private static final int CHUNKS_OF_A_COMMIT = 5 * SyntheticCollection.CHUNKS_OF_A_DOCUMENT;

    private final ChunkIndex index;
    private final CollectionRef collection;
    private final SyntheticCollection chunks;
    private final double perSecond;
    private final long start = System.nanoTime();
    private final CompletableFuture<Void> running;
    private final int first;
    private volatile int next;
    private volatile boolean stopped;

    /**
     * @param first number of the first chunk to be written
     * @param perSecond chunks to be written in a second; infinite for as many as the index takes
     */
    WritingLoad(ChunkIndex index, CollectionRef collection, SyntheticCollection chunks, int first, double perSecond) {
        this.index = index;
        this.collection = collection;
        this.chunks = chunks;
        this.first = first;
        this.next = first;
        this.perSecond = perSecond;
        this.running = CompletableFuture.runAsync(
                this::write, task -> Thread.ofPlatform().name("writing").start(task));
    }

    private void write() {
        while (!stopped) {
            List<EmbeddedChunk> document = new ArrayList<>();
            for (int i = 0; i < CHUNKS_OF_A_COMMIT; i++) {
                document.add(chunks.chunk(next + i));
            }
            index.write(collection, TextAnalysis.ENGLISH, document);
            index.commit(collection);
            next += CHUNKS_OF_A_COMMIT;
            pause();
        }
    }

    private void pause() {
        double ahead = written() / perSecond - seconds();
        if (ahead > 0) {
            try {
                TimeUnit.MICROSECONDS.sleep((long) (ahead * 1e6));
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts this thread", e);
            }
        }
    }

    /** Chunks written and committed in a second, so far. */
    double rate() {
        return written() / seconds();
    }

    int written() {
        return next - first;
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Stops, and deletes what it wrote. */
    @Override
    public void close() {
        stopped = true;
        running.join();
        for (int chunk = first; chunk < next; chunk += SyntheticCollection.CHUNKS_OF_A_DOCUMENT) {
            index.delete(collection, SyntheticCollection.owner(chunk / SyntheticCollection.CHUNKS_OF_A_DOCUMENT));
        }
        index.commit(collection);
    }
}
