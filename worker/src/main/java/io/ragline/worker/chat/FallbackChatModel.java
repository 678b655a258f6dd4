package io.ragline.worker.chat;

import io.ragline.model.TokenUsage;

/** Has another model answer while the first one fails with what may pass. Which one did stands in the answer. */
public final class FallbackChatModel implements ChatModel, AutoCloseable {
    private final ChatModel model;
    private final ChatModel fallback;
    private final ChatMetrics metrics;

    public FallbackChatModel(ChatModel model, ChatModel fallback, ChatMetrics metrics) {
        this.model = model;
        this.fallback = fallback;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public int contextTokens() {
        return model.contextTokens();
    }

    @Override
    public int maxAnswerTokens() {
        return model.maxAnswerTokens();
    }

    @Override
    public int countTokens(String text) {
        return model.countTokens(text);
    }

    /**
     * @throws ChatFailedException that of the first model, if the other one fails as well, unless the prompt was too long for the other
     *     one
     */
    @Override
    public Completion complete(ChatRequest request, ChatListener listener) {
        Telling telling = new Telling(listener);
        try {
            return model.complete(request, telling);
        } catch (ChatFailedException e) {
            if (!e.reason().mayPass() || request.within() != null) {
                throw e;
            }
            metrics.fallback(name(), fallback.name());
            telling.restart(String.valueOf(e.getMessage()));
            try {
                return fallback.complete(request, telling).having(e.spent());
            } catch (ChatFailedException fallbackFailed) {
                TokenUsage spent = e.spent().plus(fallbackFailed.spent());
                if (fallbackFailed.reason() == ChatFailedException.Reason.CONTEXT_OVERFLOW) {
                    throw fallbackFailed.having(
                            spent); // it takes less than the first: whoever asks can shorten the prompt
                }
                e.addSuppressed(fallbackFailed);
                throw e.having(spent);
            }
        }
    }

    /** The other one is configured too, and closed as itself. */
    @Override
    public void close() throws Exception {
        if (model instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
