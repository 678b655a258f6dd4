package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.QueryResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a question.
 *
 * @param passages best first
 * @param embedding how long the question's vector took
 * @param searching how long everything else took: both searches, the catalogue, the fusion, reading the passages
 * @param reranking how long the reranker took
 * @param rerank what became of the reranking; null if there is no reranker
 */
public record Retrieval(
        List<Passage> passages,
        Duration embedding,
        Duration searching,
        Duration reranking,
        QueryResult.@Nullable Rerank rerank) {
    public Retrieval {
        passages = List.copyOf(passages);
        Objects.requireNonNull(embedding);
        Objects.requireNonNull(searching);
        Objects.requireNonNull(reranking);
    }
}
