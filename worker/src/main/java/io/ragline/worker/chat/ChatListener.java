package io.ragline.worker.chat;

import io.ragline.model.TokenUsage;

/** Hears an answer as it comes. Called by one thread at a time. */
public interface ChatListener {
    /** Nobody listens. */
    ChatListener NONE = text -> {};

    /** The answer goes on like this. */
    void text(String text);

    /** What came so far counts no more: the answer begins anew. */
    default void restart(String why) {}

    /** The model says what it has read and written. */
    default void used(TokenUsage usage) {}

    /**
     * Asked several times a second while the model is being waited for. Whatever it throws ends the call to the model, and is what the
     * call ends with.
     */
    default void check() {}
}
