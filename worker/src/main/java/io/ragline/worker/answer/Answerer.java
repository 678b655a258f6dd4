package io.ragline.worker.answer;

import io.ragline.model.Answer;
import io.ragline.worker.chat.ChatListener;

/** Writes answers from passages. Safe for use by many threads. */
public interface Answerer {

    /**
     * Answers from the passages alone.
     *
     * @param listener hears the answer as it comes
     * @return an answer whose every citation names one of the passages
     */
    Answer answer(AnswerTask task, ChatListener listener);
}
