package io.ragline.bench.chaos.site;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for what other processes do, always with an end. */
public final class Wait {
    private static final long LOOK_EVERY_MS = 100;

    private Wait() {}

    /** Something that can be looked at. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until the condition holds; false if it doesn't within {@code atMost}. */
    public static boolean until(Duration atMost, Condition condition) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return true;
    }

    /** @throws IllegalStateException if the condition does not hold in time */
    public static void require(String what, Duration atMost, Condition condition) throws Exception {
        if (!until(atMost, condition)) {
            throw new IllegalStateException("%s: not within %d s".formatted(what, atMost.toSeconds()));
        }
    }
}
