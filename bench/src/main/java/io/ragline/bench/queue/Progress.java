package io.ragline.bench.queue;

import java.time.Duration;

/** What is going on, for whoever waits; apart from the results, so that these can be piped. */
final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    static void say(String format, Object... arguments) {
        long seconds = Duration.ofNanos(System.nanoTime() - START).toSeconds();
        System.err.printf("[%2d:%02d] %s%n", seconds / 60, seconds % 60, format.formatted(arguments));
    }
}
