package io.ragline.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question as it was accepted.
 *
 * @param question what is asked
 * @param collectionIds where to look
 * @param search how to search
 * @param generate whether an answer is wanted, or the passages alone
 * @param generation how to answer; jobs that were accepted before there were options have none
 * @param conversationId the conversation that it continues; null for none
 * @param fresh whether nothing that was kept of earlier answers may be used
 */
public record QueryRequest(
        String question,
        List<UUID> collectionIds,
        SearchOptions search,
        boolean generate,
        @Nullable GenerationOptions generation,
        @Nullable UUID conversationId,
        boolean fresh) {
    public QueryRequest {
        generation = generation == null ? GenerationOptions.DEFAULT : generation;
        Objects.requireNonNull(question);
        Objects.requireNonNull(search);
        collectionIds = List.copyOf(collectionIds);
        if (question.isBlank() || collectionIds.isEmpty()) {
            throw new IllegalArgumentException("A query needs a question and at least one collection");
        }
    }

    /** How to answer. */
    @Override
    public GenerationOptions generation() {
        return Objects.requireNonNull(generation);
    }
}
