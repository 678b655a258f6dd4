package io.ragline.worker.chat;

import io.ragline.model.Answer;
import io.ragline.model.Passage;
import java.util.List;

/** Writes an answer from passages. Safe for use by many threads. */
public interface ChatModel {

    /** The name that results carry, such as {@code extractive}. */
    String name();

    /**
     * Answers the question from the passages alone.
     *
     * @param passages best first; may be empty
     * @return an answer whose every citation names one of the passages; one without citations says that nothing relevant
     *     was found
     */
    Answer answer(String question, List<Passage> passages);
}
