package io.ragline.worker.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Threads that work on batches, the smallest batch first: a question waits for one running text at most, never behind the
 * hundreds of texts of a document. The queue is as long as its callers' batches; each caller waits for its own.
 */
final class ShortestFirstPool implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final AtomicLong sequence = new AtomicLong();

    ShortestFirstPool(String name, int size) {
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /**
     * Applies {@code work} to each item, on the pool's threads.
     *
     * @return the results in the order of the items
     * @throws CancellationException if the calling thread is interrupted; what has not started is dropped then
     */
    <T, R> List<R> map(List<T> items, ToIntFunction<T> size, Function<T, R> work) {
        long batchSize = items.stream().mapToLong(size::applyAsInt).sum();
        List<Task<R>> tasks = new ArrayList<>(items.size());
        for (T item : items) {
            tasks.add(new Task<>(() -> work.apply(item), batchSize, sequence.getAndIncrement()));
        }
        tasks.forEach(threads::execute);
        try {
            List<R> results = new ArrayList<>(tasks.size());
            for (Task<R> task : tasks) {
                results.add(task.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for " + items.size() + " embeddings");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            tasks.forEach(this::drop);
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    int waiting() {
        return threads.getQueue().size();
    }

    private void drop(Task<?> task) {
        if (task.cancel(false)) {
            threads.remove(task);
        }
    }

    private static final class Task<R> extends FutureTask<R> implements Comparable<Task<?>> {
        private final long batchSize;
        private final long sequence;

        Task(Callable<R> work, long batchSize, long sequence) {
            super(work);
            this.batchSize = batchSize;
            this.sequence = sequence;
        }

        @Override
        public int compareTo(Task<?> other) {
            int bySize = Long.compare(batchSize, other.batchSize);
            return bySize != 0 ? bySize : Long.compare(sequence, other.sequence);
        }
    }
}
