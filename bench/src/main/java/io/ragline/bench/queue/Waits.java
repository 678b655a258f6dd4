package io.ragline.bench.queue;

import java.util.Arrays;
import java.util.List;

/**
 * Times that were waited.
 *
 * @param sortedNanos in ascending order
 */
record Waits(List<Long> sortedNanos) {
    Waits {
        if (sortedNanos.isEmpty()) {
            throw new IllegalArgumentException("no wait was measured");
        }
        sortedNanos = sortedNanos.stream().sorted().toList();
    }

    static Waits of(long... nanos) {
        return new Waits(Arrays.stream(nanos).boxed().toList());
    }

    int count() {
        return sortedNanos.size();
    }

    /** The shortest time in milliseconds that {@code percent} of all do not exceed (nearest rank). */
    double percentileMs(double percent) {
        int rank = (int) Math.ceil(percent / 100 * count());
        return sortedNanos.get(Math.max(rank, 1) - 1) / 1e6;
    }

    double maxMs() {
        return percentileMs(100);
    }
}
