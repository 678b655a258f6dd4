package io.ragline.worker.query;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one ranking of two: the weighted sum of each search's scores, moved to 0…1.
 */
final class Fusion {
    private Fusion() {}

    /** All candidates, best first, with a score of 0 to 1; equal ones in a stable order. */
    static List<RankedChunk> rank(Collection<RankedChunk> candidates, double vectorWeight) {
        DoubleUnaryOperator vector = scale(candidates, RankedChunk::vectorScore);
        DoubleUnaryOperator text = scale(candidates, RankedChunk::textScore);
        return candidates.stream()
                .map(found -> found.scored(vectorWeight * scaled(found.vectorScore(), vector)
                        + (1 - vectorWeight) * scaled(found.textScore(), text)))
                .sorted(RankedChunk.BEST_FIRST)
                .toList();
    }

    private static double scaled(@Nullable Double score, DoubleUnaryOperator scale) {
        return score == null ? 0 : scale.applyAsDouble(score);
    }

    private static DoubleUnaryOperator scale(
            Collection<RankedChunk> candidates, Function<RankedChunk, @Nullable Double> score) {
        DoubleSummaryStatistics all = candidates.stream()
                .map(score)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        double low = all.getMin();
        double range = all.getMax() - low;
        return value -> range > 0 ? (value - low) / range : 1;
    }
}
