package io.ragline.worker.index.lucene;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The index's own threads. An interrupt while Lucene reads or writes a file closes the file under everybody else, so
 * callers, which may be interrupted, hand their work over and wait, and learn of an interrupt when the work is done.
 */
final class IndexThreads implements AutoCloseable {
    private final ExecutorService threads;

    IndexThreads(String name, int size) {
        this.threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** Does the work on one of the threads and waits for it. Its unchecked exceptions are the caller's. */
    <T> T call(Supplier<T> work) {
        try {
            return result(threads.submit(work::get));
        } catch (RejectedExecutionException e) {
            throw new RaglineException(ErrorCode.INDEX_UNAVAILABLE, "The index is closed", e);
        }
    }

    /** As {@link #call}. */
    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Does a part of what one of the threads does, on another one if there is one. Whoever waits for it must do itself what no
     * other thread has begun, or all may end up waiting.
     *
     * @throws RejectedExecutionException if the threads are closing
     */
    void help(Runnable part) {
        threads.execute(part);
    }

    @Override
    public void close() {
        threads.close();
    }

    private static <T> T result(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
