package io.ragline.model;

import org.jspecify.annotations.Nullable;

/**
 * How well a passage fits a question, by each part of the search.
 *
 * @param score what the ranking goes by, 0 to 1: the reranker's if there is one, else {@code fused}; comparable within one
 *     question only
 * @param fused of both searches, 0 to 1
 * @param vector cosine similarity, -1 to 1; null when the vector search did not find it
 * @param text BM25; null when the text search did not find it
 * @param rerank by the reranker, 0 to 1; null when none was asked
 */
public record Relevance(
        double score,
        double fused,
        @Nullable Double vector,
        @Nullable Double text,
        @Nullable Double rerank) {

    /** As both searches found it. */
    public static Relevance fused(double score, @Nullable Double vector, @Nullable Double text) {
        return new Relevance(score, score, vector, text, null);
    }

    /** With the reranker's word, which now counts. */
    public Relevance reranked(double by) {
        return new Relevance(by, fused, vector, text, by);
    }
}
