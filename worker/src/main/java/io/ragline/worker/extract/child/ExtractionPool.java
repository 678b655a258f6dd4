package io.ragline.worker.extract.child;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.ocr.OcrOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The child processes that read documents. Bounded; those kept warm go when nothing is read for a while. */
public final class ExtractionPool implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(200);

    private final ExtractionLimits limits;
    private final PoolSize size;
    private final @Nullable OcrOptions ocr;
    private final Semaphore places;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<ChildProcess> busy = new HashSet<>();
    private final ScheduledExecutorService sweeper;
    private boolean closed;

    /** Of children that recognise no text in pictures. */
    public ExtractionPool(ExtractionLimits limits, PoolSize size) {
        this(limits, size, null);
    }

    /** @param ocr how they recognise text in pictures; null if they don't */
    public ExtractionPool(ExtractionLimits limits, PoolSize size, @Nullable OcrOptions ocr) {
        this.limits = limits;
        this.size = size;
        this.ocr = ocr;
        this.places = new Semaphore(size.max(), true);
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("extraction-pool").factory());
        long period = Math.max(10, size.idleTime().toMillis() / 4);
        sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    ExtractionLimits limits() {
        return limits;
    }

    /**
     * A child for one document; waits while all are busy. Give it back with {@link #release}.
     *
     * @param waiting called now and then meanwhile; may throw to give up
     */
    ChildProcess acquire(Runnable waiting) throws InterruptedException {
        while (!places.tryAcquire(SLICE.toMillis(), TimeUnit.MILLISECONDS)) {
            waiting.run();
        }
        try {
            return take();
        } catch (IOException e) {
            places.release();
            throw new RaglineException(
                    ErrorCode.EXTRACTION_CRASHED, "No process to read the document could be started", e);
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    private synchronized ChildProcess take() throws IOException {
        if (closed) {
            throw new IOException("The pool is closed");
        }
        ChildProcess child = null;
        while (child == null && !idle.isEmpty()) {
            ChildProcess kept = idle.removeLast().child();
            if (kept.isAlive()) {
                child = kept;
            } else {
                kept.close();
            }
        }
        ChildProcess taken = child == null ? ChildProcess.start(limits, ocr) : child;
        busy.add(taken);
        return taken;
    }

    /** @param healthy whether it finished its document and waits for the next */
    void release(ChildProcess child, boolean healthy) {
        synchronized (this) {
            busy.remove(child);
            boolean keep = healthy
                    && !closed
                    && child.isAlive()
                    && child.documents() < size.documentsPerChild()
                    && idle.size() < size.warm();
            if (keep) {
                idle.addLast(new Idle(child, System.nanoTime()));
            } else {
                child.close();
            }
        }
        places.release();
    }

    private synchronized void sweep() {
        long now = System.nanoTime();
        while (!idle.isEmpty()
                && now - idle.getFirst().since() > size.idleTime().toNanos()) {
            idle.removeFirst().child().close();
        }
    }

    /** The process ids of all children. */
    synchronized List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        idle.forEach(kept -> pids.add(kept.child().pid()));
        busy.forEach(child -> pids.add(child.pid()));
        return pids;
    }

    /** Ends all children, those that are reading too. */
    @Override
    public void close() {
        List<ChildProcess> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            sweeper.shutdownNow();
            idle.forEach(kept -> all.add(kept.child()));
            idle.clear();
            all.addAll(busy);
        }
        all.forEach(ChildProcess::close);
        all.forEach(ChildProcess::awaitGone);
    }

    private record Idle(ChildProcess child, long since) {}
}
