package io.ragline.bench.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jobrunr.server.JobActivator;

/** The handler of the no-op jobs: counts them, and remembers how long the last one waited. */
final class JobProbe implements NoOp.Handler, JobActivator {
    private static final long PATIENCE_MINUTES = 5;

    private volatile CountDownLatch left = new CountDownLatch(0);
    private volatile long lastWaitNanos;

    @Override
    public void started(long waitedNanos) {
        lastWaitNanos = waitedNanos;
        left.countDown();
    }

    @Override
    public <T> T activateJob(Class<T> type) {
        return type.cast(this);
    }

    void expect(int jobs) {
        left = new CountDownLatch(jobs);
    }

    /** Jobs a second from the first to the last: how long a server takes to be announced is not what is measured. */
    double awaitDrained(int jobs) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (left.getCount() == jobs && System.nanoTime() < giveUpAt) {
            TimeUnit.MICROSECONDS.sleep(100);
        }
        long start = System.nanoTime();
        long todo = left.getCount();
        awaitAll();
        return todo / ((System.nanoTime() - start) / 1e9);
    }

    /** Waits for the jobs expected, and says how long the last one waited. */
    long awaitAll() throws InterruptedException {
        if (!left.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("%,d jobs were not run".formatted(left.getCount()));
        }
        return lastWaitNanos;
    }
}
