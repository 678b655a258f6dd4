package io.ragline.bench.chaos.load;

import io.ragline.bench.chaos.load.Task.Expected;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes tasks: a mix as seeded, or one to measure. */
public final class Tasks {
    private static final int LONGEST_MS = 500;

    private final Random random;
    private final String label;
    private final AtomicInteger made = new AtomicInteger();

    /** @param label tells these tasks from those of all other scenarios and rounds */
    public Tasks(Random random, String label) {
        this.random = random;
        this.label = label;
    }

    /** A question or a file; most take a moment, a few fail once, a few for good. */
    public synchronized Task any() {
        boolean upload = random.nextInt(10) < 3;
        int dice = random.nextInt(100);
        if (dice < 25) {
            return task(upload, "quick", Expected.SUCCEEDED);
        } else if (dice < 90) {
            return task(upload, "sleep " + random.nextInt(LONGEST_MS), Expected.SUCCEEDED);
        } else if (dice < 95) {
            return task(upload, "fail-transient 1", Expected.SUCCEEDED);
        }
        return task(upload, "fail-permanent", Expected.FAILED);
    }

    /** A question or a file that takes that long. */
    public Task sleep(boolean upload, int millis) {
        return task(upload, "sleep " + millis, Expected.SUCCEEDED);
    }

    /** A question or a file that takes that long and can't be stopped. */
    public Task stubborn(boolean upload, int millis) {
        return task(upload, "stubborn " + millis, Expected.SUCCEEDED);
    }

    /** A question that takes down each worker that tries it, that long after it began. */
    public Task halt(int afterMillis) {
        return task(false, "halt " + afterMillis, Expected.POISONED);
    }

    private Task task(boolean upload, String order, Expected expected) {
        return new Task(upload, "%s # %d of %s".formatted(order, made.incrementAndGet(), label), expected);
    }
}
