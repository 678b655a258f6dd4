package io.ragline.worker.lane;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One thread that wakes lanes. Calls made while it is busy are folded into one: JobRunr claims more than it can run when it
 * is woken by many threads at once.
 */
final class WakeUps implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WakeUps.class);

    private final Map<LaneServer, AtomicBoolean> pending;
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread;

    WakeUps(Collection<LaneServer> servers) {
        this.pending = servers.stream().collect(Collectors.toMap(Function.identity(), s -> new AtomicBoolean()));
        this.thread = Thread.ofPlatform().daemon().name("lane-wake-ups").start(this::run);
    }

    /** Wakes the lane soon; returns at once. */
    void wake(LaneServer server) {
        AtomicBoolean called = pending.get(server);
        if (called != null && called.compareAndSet(false, true)) {
            calls.release();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                calls.acquire();
                calls.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
            pending.forEach((server, called) -> {
                if (called.compareAndSet(true, false)) {
                    wakeNow(server);
                }
            });
        }
    }

    private static void wakeNow(LaneServer server) {
        try {
            server.wake();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Lane %s could not look for work, it does so at its next poll: %s",
                    server.lane().id(), e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
