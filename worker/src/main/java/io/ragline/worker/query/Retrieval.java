package io.ragline.worker.query;

import io.ragline.model.Passage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What was found for a question.
 *
 * @param passages best first
 * @param embedding how long the question's vector took
 * @param searching how long everything else took: both searches, the catalogue, the fusion, reading the passages
 */
public record Retrieval(List<Passage> passages, Duration embedding, Duration searching) {
    public Retrieval {
        passages = List.copyOf(passages);
        Objects.requireNonNull(embedding);
        Objects.requireNonNull(searching);
    }
}
