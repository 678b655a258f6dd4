package io.ragline.bench.retrieval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of one kind of operation. */
public final class Latencies {
    private final List<Duration> all = new ArrayList<>();

    public void add(Duration time) {
        all.add(time);
    }

    /** The smallest time that {@code percent} of all don't exceed, in milliseconds (nearest rank). */
    public double percentile(int percent) {
        if (all.isEmpty()) {
            return 0;
        }
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1).toNanos() / 1e6;
    }
}
