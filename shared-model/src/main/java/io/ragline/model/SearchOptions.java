package io.ragline.model;

import java.util.Objects;

/**
 * How to search.
 *
 * @param mode which searches
 * @param topK how many passages, 1 to 100
 * @param vectorWeight share of the vector search in the fused score, 0 to 1; the text search has the rest
 */
public record SearchOptions(SearchMode mode, int topK, double vectorWeight) {
    public static final int DEFAULT_TOP_K = 8;
    public static final int MAX_TOP_K = 100;
    /** Best of the weights measured on Cranfield (see docs/benchmarks.md). */
    public static final double DEFAULT_VECTOR_WEIGHT = 0.6;

    public static final SearchOptions DEFAULT =
            new SearchOptions(SearchMode.HYBRID, DEFAULT_TOP_K, DEFAULT_VECTOR_WEIGHT);

    public SearchOptions {
        Objects.requireNonNull(mode);
        if (topK < 1 || topK > MAX_TOP_K) {
            throw new IllegalArgumentException("topK must be 1 to %d, not %d".formatted(MAX_TOP_K, topK));
        }
        if (!(vectorWeight >= 0 && vectorWeight <= 1)) {
            throw new IllegalArgumentException("vectorWeight must be 0 to 1, not %s".formatted(vectorWeight));
        }
    }
}
