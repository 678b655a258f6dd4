package io.ragline.model;

import io.ragline.filter.SearchFilter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to search.
 *
 * @param mode which searches
 * @param topK how many passages, 1 to 100
 * @param vectorWeight share of the vector search in the fused score, 0 to 1; the text search has the rest
 * @param minScore passages with a lower score are left out, 0 to 1
 * @param filter what every passage has to meet; null for nothing
 */
public record SearchOptions(
        SearchMode mode,
        int topK,
        double vectorWeight,
        double minScore,
        @Nullable SearchFilter filter) {
    public static final int DEFAULT_TOP_K = 8;
    public static final int MAX_TOP_K = 100;
    /** Good on every collection measured (see docs/benchmarks.md). */
    public static final double DEFAULT_VECTOR_WEIGHT = 0.6;

    public static final SearchOptions DEFAULT =
            new SearchOptions(SearchMode.HYBRID, DEFAULT_TOP_K, DEFAULT_VECTOR_WEIGHT, 0, null);

    public SearchOptions {
        Objects.requireNonNull(mode);
        if (topK < 1 || topK > MAX_TOP_K) {
            throw new IllegalArgumentException("topK must be 1 to %d, not %d".formatted(MAX_TOP_K, topK));
        }
        if (!(vectorWeight >= 0 && vectorWeight <= 1)) {
            throw new IllegalArgumentException("vectorWeight must be 0 to 1, not %s".formatted(vectorWeight));
        }
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore must be 0 to 1, not %s".formatted(minScore));
        }
    }

    /** These in another mode. */
    public SearchOptions in(SearchMode other) {
        return new SearchOptions(other, topK, vectorWeight, minScore, filter);
    }

    /** These with another number of passages. */
    public SearchOptions top(int other) {
        return new SearchOptions(mode, other, vectorWeight, minScore, filter);
    }

    /** These with another share of the vector search. */
    public SearchOptions weighing(double other) {
        return new SearchOptions(mode, topK, other, minScore, filter);
    }
}
