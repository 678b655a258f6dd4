package io.ragline.bench.chunking;

import java.util.List;
import java.util.Locale;

/** Mean and (population) standard deviation, as parts of 1. */
record Statistic(double mean, double deviation) {

    static Statistic of(List<Double> values) {
        double mean = values.stream().mapToDouble(x -> x).average().orElse(0);
        double variance = values.stream()
                .mapToDouble(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0);
        return new Statistic(mean, Math.sqrt(variance));
    }

    /** In percent, {@code 87.3 ± 29.8}. */
    String percent() {
        return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * mean, 100 * deviation);
    }
}
