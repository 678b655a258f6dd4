package io.ragline.worker.guard;

import java.time.Duration;
import java.util.Objects;

/**
 * How a service is called.
 *
 * @param name of the service, in metrics
 * @param atOnce calls at the same time
 * @param queue how long a call waits for its turn
 * @param silence how long a try may go on without a sign of life
 * @param time for a call, all its tries and the pauses between them
 * @param tries at most
 * @param pause before the second try; each further one is twice as long, half of it random
 * @param longestPause whoever asks to be left alone for longer is not tried again
 */
public record GuardOptions(
        String name,
        int atOnce,
        Duration queue,
        Duration silence,
        Duration time,
        int tries,
        Duration pause,
        Duration longestPause) {
    public GuardOptions {
        Objects.requireNonNull(name);
        if (atOnce < 1 || tries < 1) {
            throw new IllegalArgumentException(
                    "%s: at least one call at once and one try, not %d and %d".formatted(name, atOnce, tries));
        }
        if (!time.isPositive() || !silence.isPositive() || !pause.isPositive()) {
            throw new IllegalArgumentException("%s: times are more than 0".formatted(name));
        }
    }

    /** One try, for which the caller waits at most twice the time. */
    public static GuardOptions once(String name, int atOnce, Duration time) {
        return new GuardOptions(name, atOnce, time, time, time, 1, Duration.ofMillis(500), Duration.ZERO);
    }
}
