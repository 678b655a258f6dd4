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
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The child processes that read documents. Bounded; some are kept warm, see {@link PoolSize}. A thread of its own replaces
 * a warm one that has ended, and ends those that were idle for long.
 */
public final class ExtractionPool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ExtractionPool.class.getName());
    private static final Duration SLICE = Duration.ofMillis(200);
    /** How soon it is noticed that a child ended by itself while it was idle. */
    private static final long TEND_AT_LEAST_EVERY_MS = 5_000;

    private final ExtractionLimits limits;
    private final PoolSize size;
    private final @Nullable OcrOptions ocr;
    private final Semaphore places;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<ChildProcess> busy = new HashSet<>();
    private final ScheduledExecutorService keeper;
    private @Nullable ChildCommand command;
    private boolean closed;
    private int lost;

    /** Of children that recognise no text in pictures. Begins to start the warm ones. */
    public ExtractionPool(ExtractionLimits limits, PoolSize size) {
        this(limits, size, null);
    }

    /** @param ocr how they recognise text in pictures; null if they don't */
    public ExtractionPool(ExtractionLimits limits, PoolSize size, @Nullable OcrOptions ocr) {
        this.limits = limits;
        this.size = size;
        this.ocr = ocr;
        this.places = new Semaphore(size.max(), true);
        this.keeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("extraction-pool").factory());
        long period = Math.clamp(size.idleTime().toMillis() / 4, 10, TEND_AT_LEAST_EVERY_MS);
        keeper.scheduleWithFixedDelay(this::tend, 0, period, TimeUnit.MILLISECONDS);
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
        dropDead();
        ChildProcess taken = idle.isEmpty() ? start() : idle.removeLast().child();
        busy.add(taken);
        return taken;
    }

    private ChildProcess start() throws IOException {
        ChildCommand known = command;
        if (known == null) {
            known = new ChildCommand(limits, ocr, Isolation.find());
            command = known;
        }
        return ChildProcess.start(limits, known::in);
    }

    private void dropDead() {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            ChildProcess child = each.next().child();
            if (!child.isAlive()) {
                child.close();
                each.remove();
            }
        }
    }

    /** @param healthy whether it finished its document and waits for the next */
    void release(ChildProcess child, boolean healthy) {
        synchronized (this) {
            busy.remove(child);
            lost += healthy ? 0 : 1;
            if (healthy && !closed && child.isAlive() && child.documents() < size.documentsPerChild()) {
                idle.addLast(new Idle(child, System.nanoTime()));
            } else {
                child.close();
                tendSoon();
            }
        }
        places.release();
    }

    private void tendSoon() {
        if (!closed) {
            keeper.execute(this::tend);
        }
    }

    private synchronized void tend() {
        if (closed) {
            return;
        }
        dropDead();
        long now = System.nanoTime();
        while (idle.size() + busy.size() > size.warm()
                && !idle.isEmpty()
                && now - idle.getFirst().since() > size.idleTime().toNanos()) {
            idle.removeFirst().child().close();
        }
        try {
            while (idle.size() + busy.size() < size.warm()) {
                idle.addFirst(new Idle(start(), now));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "No extraction process could be started ahead; it is tried again", e);
        }
    }

    /** How many children ended, or had to be ended, amid a document. */
    public synchronized int lost() {
        return lost;
    }

    /** The process ids of all children. */
    public synchronized List<Long> pids() {
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
            keeper.shutdownNow();
            idle.forEach(kept -> all.add(kept.child()));
            idle.clear();
            all.addAll(busy);
        }
        all.forEach(ChildProcess::close);
        all.forEach(ChildProcess::awaitGone);
    }

    private record Idle(ChildProcess child, long since) {}
}
