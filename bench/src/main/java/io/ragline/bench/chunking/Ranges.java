package io.ragline.bench.chunking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Stretches of a text that do not touch each other, in order. */
record Ranges(List<Range> parts) {

    /** {@code [start, end)}; may be empty. */
    record Range(int start, int end) {
        Range {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("No range can go from %d to %d".formatted(start, end));
            }
        }

        int length() {
            return end - start;
        }
    }

    static Ranges union(Collection<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range next : ranges.stream()
                .filter(range -> range.length() > 0)
                .sorted(Comparator.comparingInt(Range::start))
                .toList()) {
            if (!merged.isEmpty() && next.start() <= merged.getLast().end()) {
                Range last = merged.removeLast();
                merged.add(new Range(last.start(), Math.max(last.end(), next.end())));
            } else {
                merged.add(next);
            }
        }
        return new Ranges(List.copyOf(merged));
    }

    int length() {
        return parts.stream().mapToInt(Range::length).sum();
    }

    Ranges intersection(Ranges other) {
        List<Range> shared = new ArrayList<>();
        for (Range one : parts) {
            for (Range two : other.parts) {
                int start = Math.max(one.start(), two.start());
                int end = Math.min(one.end(), two.end());
                if (start < end) {
                    shared.add(new Range(start, end));
                }
            }
        }
        return union(shared);
    }
}
