package io.ragline.worker.answer;

import io.ragline.model.GenerationOptions;
import io.ragline.model.Passage;
import io.ragline.model.Turn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question to be answered.
 *
 * @param question as it was asked
 * @param searchedFor what was searched for: the question, standing on its own
 * @param history what was said before in the conversation, oldest first
 * @param passages best first; may be empty
 * @param options how to answer
 * @param rules that a language model is given; null for the usual ones
 */
public record AnswerTask(
        String question,
        String searchedFor,
        List<Turn> history,
        List<Passage> passages,
        GenerationOptions options,
        @Nullable String rules) {
    public AnswerTask {
        Objects.requireNonNull(question);
        Objects.requireNonNull(searchedFor);
        Objects.requireNonNull(options);
        history = List.copyOf(history);
        passages = List.copyOf(passages);
    }
}
