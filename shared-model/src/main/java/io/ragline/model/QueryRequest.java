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
 * @param history what was said before, oldest first, where the caller keeps the conversation; empty for nothing
 * @param fresh whether nothing that was kept of earlier answers may be used
 */
public record QueryRequest(
        String question,
        List<UUID> collectionIds,
        SearchOptions search,
        boolean generate,
        @Nullable GenerationOptions generation,
        @Nullable UUID conversationId,
        @Nullable List<Turn> history,
        boolean fresh) {
    public QueryRequest {
        history = history == null ? List.of() : List.copyOf(history);
        generation = generation == null ? GenerationOptions.DEFAULT : generation;
        Objects.requireNonNull(question);
        Objects.requireNonNull(search);
        collectionIds = List.copyOf(collectionIds);
        if (question.isBlank() || collectionIds.isEmpty()) {
            throw new IllegalArgumentException("A query needs a question and at least one collection");
        }
    }

    /** What was said before, oldest first. */
    @Override
    public List<Turn> history() {
        return Objects.requireNonNull(history);
    }

    /** How to answer. */
    @Override
    public GenerationOptions generation() {
        return Objects.requireNonNull(generation);
    }
}
