package io.ragline.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts how often a service died lately, to tell bad luck from a service that cannot run. Not thread-safe. */
final class DeathCount {

    private final int limit;
    private final Duration window;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    DeathCount(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /** Notes a death; true when it was one too many. */
    boolean tooMany(Instant now) {
        deaths.addLast(now);
        while (deaths.getFirst().isBefore(now.minus(window))) {
            deaths.removeFirst();
        }
        return deaths.size() >= limit;
    }
}
