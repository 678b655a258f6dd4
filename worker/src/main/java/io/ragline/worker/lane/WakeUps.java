package io.ragline.worker.lane;

import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * One thread that has a lane look for work. Calls made while it is busy are folded into one: JobRunr claims more than it
 * can run when many threads have it look at once.
 */
final class WakeUps implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WakeUps.class);

    private final String lane;
    private final Runnable look;
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread;

    WakeUps(String lane, Runnable look) {
        this.lane = lane;
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name("wake-up-" + lane).start(this::run);
    }

    /** Has the lane look soon; returns at once. */
    void wake() {
        calls.release();
    }

    private void run() {
        try {
            while (true) {
                calls.acquire();
                calls.drainPermits();
                look();
            }
        } catch (InterruptedException e) {
            LOG.debugf("Lane %s is woken no more", lane);
        }
    }

    private void look() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warnf("Lane %s could not look for work, it does so at its next poll: %s", lane, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
