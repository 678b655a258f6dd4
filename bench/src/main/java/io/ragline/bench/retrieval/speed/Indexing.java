package io.ragline.bench.retrieval.speed;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills an index as ingest does, in batches from as many threads as there are cores, but without embedding. */
final class Indexing {
    private static final int BATCH = 64;
    private static final String MERGING = "Lucene Merge Thread";

    private final ChunkIndex index;
    private final CollectionRef collection;
    private final SyntheticCollection chunks;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * How long it took.
     *
     * @param searchable until all was written, durable and found
     * @param settled until nothing was merged in the background any more, too
     */
    record Times(Duration searchable, Duration settled) {}

    Indexing(ChunkIndex index, CollectionRef collection, SyntheticCollection chunks) {
        this.index = index;
        this.collection = collection;
        this.chunks = chunks;
    }

    Times write(int count) throws InterruptedException {
        long start = System.nanoTime();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(writers.submit(() -> writeUpTo(count)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The index can't be filled", e.getCause());
        }
        index.commit(collection);
        Duration searchable = Duration.ofNanos(System.nanoTime() - start);
        awaitMerges();
        index.commit(collection);
        return new Times(searchable, Duration.ofNanos(System.nanoTime() - start));
    }

    private void writeUpTo(int count) {
        for (int from = next.getAndAdd(BATCH); from < count; from = next.getAndAdd(BATCH)) {
            List<EmbeddedChunk> batch = new ArrayList<>();
            for (int chunk = from; chunk < Math.min(count, from + BATCH); chunk++) {
                batch.add(chunks.chunk(chunk));
            }
            index.write(collection, TextAnalysis.ENGLISH, batch);
        }
    }

    static void awaitMerges() throws InterruptedException {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(MERGING))) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
