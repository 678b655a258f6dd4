package io.ragline.worker.lane;

import java.time.Duration;

/**
 * How often a job is tried and how long it waits in between.
 *
 * @param maxAttempts tries, the first one included
 * @param first the longest wait after the first try
 * @param growth how many times as long each further wait may be
 * @param longest no wait is longer
 */
public record RetryTimes(int maxAttempts, Duration first, int growth, Duration longest) {
    public RetryTimes {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("A job is tried at least once, not %d times".formatted(maxAttempts));
        }
        if (!first.isPositive() || growth < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "Waits can't go from %s to %s by the factor %d".formatted(first, longest, growth));
        }
    }

    /** For work of our own: 2 s, 4 s, 8 s … up to 5 minutes. */
    static RetryTimes standard(int maxAttempts) {
        return new RetryTimes(maxAttempts, Duration.ofSeconds(2), 2, Duration.ofMinutes(5));
    }

    /** The longest wait after that many tries. */
    Duration after(int tries) {
        Duration wait = first;
        for (int i = 1; i < tries && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(growth);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
