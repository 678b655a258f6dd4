package io.ragline.worker.query;

import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.TextSearch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
     * What the scores of a collection are measured by.
     *
     * @param vectors names the model of its vectors: similarities by different models have nothing in common
     * @param fullText what a chunk would score about that has all the question's words, see {@link TextSearch#full}
     */
    record Measure(String vectors, double fullText) {}

    private static final Measure SAME = new Measure("", 1);

    /**
     * All candidates of one collection, best first, with a score of 0 to 1; equal ones in a stable order.
     *
     * @param vectorWeight share of the vector search, 0 to 1
     */
    public static List<RankedChunk> rank(Collection<RankedChunk> candidates, double vectorWeight) {
        return rank(candidates, vectorWeight, Map.of());
    }

    /**
     * As {@link #rank(Collection, double)}, of several collections. Similarities go from the smallest to the largest that the same
     * model gave; scores by text up to the best of all.
     */
    static List<RankedChunk> rank(
            Collection<RankedChunk> candidates, double vectorWeight, Map<CollectionRef, Measure> measures) {
        Map<String, List<RankedChunk>> byModel = candidates.stream()
                .collect(Collectors.groupingBy(found -> measure(found, measures).vectors()));
        Map<String, Scale> vectors = new HashMap<>();
        byModel.forEach(
                (model, found) -> vectors.put(model, Scale.between(lowest(found), RankedChunk::vectorScore, found)));
        Function<RankedChunk, @Nullable Double> share = found -> found.textScore() == null
                ? null
                : found.textScore() / measure(found, measures).fullText();
        Scale text = Scale.between(0, share, candidates);
        return candidates.stream()
                .map(found -> {
                    Scale vector = Objects.requireNonNull(
                            vectors.get(measure(found, measures).vectors()));
                    return found.scored(vectorWeight * vector.of(found.vectorScore())
                            + (1 - vectorWeight) * text.of(share.apply(found)));
                })
                .sorted(RankedChunk.BEST_FIRST)
                .toList();
    }

    private static Measure measure(RankedChunk found, Map<CollectionRef, Measure> measures) {
        return measures.getOrDefault(found.collection(), SAME);
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
