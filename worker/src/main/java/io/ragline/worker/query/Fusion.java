package io.ragline.worker.query;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one ranking of two: the weighted sum of both scores, each moved to 0…1 by its smallest and largest value among the
 * candidates. BM25 has a natural smallest value, 0 for a text without any of the words, so a chunk that the text search
 * did not find scores what it would have; one that the vector search did not find scores as the last that it did.
 *
 * <p>This is the convex combination of Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (ACM
 * TOIS, 2023), with the theoretical minimum for BM25 only: similarities of this kind of model lie in a narrow band, whose
 * lower end the candidates show better than theory does. Measured against plain min-max, µ±3σ and reciprocal ranks (see
 * docs/benchmarks.md).
 */
public final class Fusion {
    private Fusion() {}

    /**
     * All candidates, best first, with a score of 0 to 1; equal ones in a stable order.
     *
     * @param vectorWeight share of the vector search, 0 to 1
     */
    public static List<RankedChunk> rank(Collection<RankedChunk> candidates, double vectorWeight) {
        Scale vector = Scale.between(lowest(candidates), RankedChunk::vectorScore, candidates);
        Scale text = Scale.between(0, RankedChunk::textScore, candidates);
        return candidates.stream()
                .map(found -> found.scored(vectorWeight * vector.of(found.vectorScore())
                        + (1 - vectorWeight) * text.of(found.textScore())))
                .sorted(RankedChunk.BEST_FIRST)
                .toList();
    }

    private static double lowest(Collection<RankedChunk> candidates) {
        return candidates.stream()
                .map(RankedChunk::vectorScore)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
    }

    /** From {@code low}, and all below, at 0 to the best at 1. */
    private record Scale(double low, double high) {

        static Scale between(
                double low, Function<RankedChunk, @Nullable Double> score, Collection<RankedChunk> candidates) {
            double high = candidates.stream()
                    .map(score)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(low);
            return new Scale(low, high);
        }

        double of(@Nullable Double score) {
            if (score == null) {
                return 0;
            }
            return high > low ? (score - low) / (high - low) : 1;
        }
    }
}
