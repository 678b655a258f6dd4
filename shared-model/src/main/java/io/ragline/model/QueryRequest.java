package io.ragline.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A question as it was accepted.
 *
 * @param question what is asked
 * @param collectionIds where to look
 * @param search how to search
 * @param generate whether an answer is wanted, or the passages alone
 */
public record QueryRequest(String question, List<UUID> collectionIds, SearchOptions search, boolean generate) {
    public QueryRequest {
        Objects.requireNonNull(question);
        Objects.requireNonNull(search);
        collectionIds = List.copyOf(collectionIds);
        if (question.isBlank() || collectionIds.isEmpty()) {
            throw new IllegalArgumentException("A query needs a question and at least one collection");
        }
    }
}
