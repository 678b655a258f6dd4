package io.ragline.bench.retrieval;

import io.ragline.worker.query.Fusion;
import io.ragline.worker.query.RankedChunk;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ways to make one ranking of two, as in Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (ACM
 * TOIS, 2023): the weighted sum of both scores, each brought to a common scale.
 */
enum FusionFunction {
    /** The product's own. */
    PRODUCT("min-max, BM25 from 0") {
        @Override
        List<RankedChunk> rank(List<RankedChunk> candidates, double vectorWeight) {
            return Fusion.rank(candidates, vectorWeight);
        }

        @Override
        double[] scale(double[] found) {
            throw new UnsupportedOperationException("The product scales both scores together");
        }
    },
    /** From the lowest score found to the highest. */
    MIN_MAX("min-max") {
        @Override
        double[] scale(double[] found) {
            DoubleSummaryStatistics all = Arrays.stream(found).summaryStatistics();
            double range = all.getMax() - all.getMin();
            return each(found, score -> range > 0 ? (score - all.getMin()) / range : 1);
        }
    },
    /** In standard deviations from the mean. */
    Z_SCORE("z-score") {
        @Override
        double[] scale(double[] found) {
            double mean = Arrays.stream(found).average().orElse(0);
            double deviation = deviation(found);
            return each(found, score -> deviation > 0 ? (score - mean) / deviation : 0);
        }

        /** The scale has no end, so as the last one that was found. */
        @Override
        double missing(double[] scaled) {
            return Arrays.stream(scaled).min().orElse(0);
        }
    },
    /** From three standard deviations below the mean to three above it. */
    THREE_SIGMA("3 sigma") {
        @Override
        double[] scale(double[] found) {
            return each(Z_SCORE.scale(found), z -> (z + 3) / 6);
        }
    },
    /** Reciprocal ranks: Cormack, Clarke and Büttcher, SIGIR 2009, with the k that they used. */
    RECIPROCAL_RANKS("RRF, k = 60") {
        private static final int K = 60;

        @Override
        double[] scale(double[] found) {
            Integer[] order = IntStream.range(0, found.length).boxed().toArray(Integer[]::new);
            Arrays.sort(
                    order, Comparator.comparingDouble((Integer at) -> found[at]).reversed());
            double[] scaled = new double[found.length];
            IntStream.range(0, order.length).forEach(rank -> scaled[order[rank]] = 1.0 / (K + 1 + rank));
            return scaled;
        }
    };

    private final String title;

    FusionFunction(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** All candidates, best first; equal ones in the order of their keys. */
    List<RankedChunk> rank(List<RankedChunk> candidates, double vectorWeight) {
        List<RankedChunk> stable = candidates.stream()
                .sorted(Comparator.comparing(RankedChunk::key))
                .toList();
        double[] vector = scaled(stable, RankedChunk::vectorScore);
        double[] text = scaled(stable, RankedChunk::textScore);
        return IntStream.range(0, stable.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer at) -> vectorWeight * vector[at] + (1 - vectorWeight) * text[at])
                        .reversed())
                .map(stable::get)
                .toList();
    }

    /** The scores that a search gave, on the common scale. */
    abstract double[] scale(double[] found);

    /** What a chunk scores that a search did not find. */
    double missing(double[] scaled) {
        return 0;
    }

    private double[] scaled(List<RankedChunk> candidates, Function<RankedChunk, @Nullable Double> score) {
        int[] found = IntStream.range(0, candidates.size())
                .filter(at -> score.apply(candidates.get(at)) != null)
                .toArray();
        double[] scaled = scale(Arrays.stream(found)
                .mapToObj(at -> score.apply(candidates.get(at)))
                .mapToDouble(known -> known == null ? 0 : known)
                .toArray());
        double[] all = new double[candidates.size()];
        Arrays.fill(all, missing(scaled));
        IntStream.range(0, found.length).forEach(i -> all[found[i]] = scaled[i]);
        return all;
    }

    private static double[] each(double[] scores, DoubleUnaryOperator change) {
        return Arrays.stream(scores).map(change).toArray();
    }

    private static double deviation(double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(0);
        return Math.sqrt(Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElse(0));
    }
}
