package io.ragline.bench.queue;

import java.util.Arrays;
import java.util.List;

/**
 * What the rounds of one measurement gave, in their order.
 *
 * @param all per second; the first is of a cold process
 */
record Rates(List<Double> all) {
    Rates {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no round was measured");
        }
        all = List.copyOf(all);
    }

    double cold() {
        return all.getFirst();
    }

    /** Of all rounds but the first, which warms up; of the first if it is the only one. */
    double median() {
        return median(all.subList(Math.min(1, all.size() - 1), all.size()));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[half]
                : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
    }
}
