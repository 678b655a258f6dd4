package io.ragline.worker.chat;

/** A language model that goes on with a conversation. Safe for use by many threads. */
public interface ChatModel {

    /** The name that it is configured by, which callers choose it by and results carry. */
    String name();

    /** The tokens that it takes, prompt and answer together. */
    int contextTokens();

    /** The tokens of its longest answer. */
    int maxAnswerTokens();

    /** The tokens of a text as this model counts them, or an estimate that is rather too high. */
    int countTokens(String text);

    /**
     * Says what comes next. Blocks until the answer is complete.
     *
     * @param listener hears the answer as it comes
     * @throws ChatFailedException if there is no answer; what the listener heard counts no more then
     */
    Completion complete(ChatRequest request, ChatListener listener);
}
