package io.ragline.worker.conversation;

import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question with what its conversation adds to it.
 *
 * @param question as it was asked
 * @param searchedFor the question, standing on its own
 * @param history what was said before, oldest first, as much as the model that answers may be told
 * @param usage of the model that rewrote it
 * @param rewriting how long that took; null if there was nothing before it
 */
public record FollowUp(
        String question,
        String searchedFor,
        List<Turn> history,
        TokenUsage usage,
        @Nullable Duration rewriting) {
    public FollowUp {
        Objects.requireNonNull(question);
        Objects.requireNonNull(searchedFor);
        Objects.requireNonNull(usage);
        history = List.copyOf(history);
    }

    /** What was searched for, if that is not the question as it was asked. */
    public @Nullable String otherwise() {
        return searchedFor.equals(question) ? null : searchedFor;
    }
}
