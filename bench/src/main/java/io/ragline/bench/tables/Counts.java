package io.ragline.bench.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each thing is there. */
final class Counts<T> {
    private final Map<T, Integer> counts = new HashMap<>();
    private int size;

    void add(T thing) {
        counts.merge(thing, 1, Integer::sum);
        size++;
    }

    void addAll(Counts<T> others) {
        others.counts.forEach((thing, count) -> counts.merge(thing, count, Integer::sum));
        size += others.size;
    }

    /** Takes away as many of each as there are, at most. */
    void removeAll(Counts<T> others) {
        others.counts.forEach((thing, count) -> {
            int left = Math.max(0, counts.getOrDefault(thing, 0) - count);
            size -= counts.getOrDefault(thing, 0) - left;
            counts.put(thing, left);
        });
    }

    int size() {
        return size;
    }

    /** How many are there in both. */
    int shared(Counts<T> others) {
        int shared = 0;
        for (Map.Entry<T, Integer> entry : counts.entrySet()) {
            shared += Math.min(entry.getValue(), others.counts.getOrDefault(entry.getKey(), 0));
        }
        return shared;
    }

    /** Those that are missing in the others, as often as they are. */
    List<T> without(Counts<T> others) {
        List<T> missing = new ArrayList<>();
        counts.forEach((thing, count) -> {
            int more = count - others.of(thing);
            missing.addAll(Collections.nCopies(Math.max(0, more), thing));
        });
        return missing;
    }

    int of(T thing) {
        return counts.getOrDefault(thing, 0);
    }
}
