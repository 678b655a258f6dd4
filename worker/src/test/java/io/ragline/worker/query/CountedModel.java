package io.ragline.worker.query;

import io.ragline.model.TokenUsage;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A double of a language model that counts how often it is asked. */
final class CountedModel implements ChatModel {
    final AtomicInteger asked = new AtomicInteger();
    volatile String says = "Change the filter every 30 days. [1]";
    volatile String answersAs = "counted";
    volatile boolean complete = true;
    volatile Runnable meanwhile = () -> {};
    volatile @Nullable ChatFailedException fails;

    @Override
    public String name() {
        return "counted";
    }

    @Override
    public int contextTokens() {
        return 8192;
    }

    @Override
    public int maxAnswerTokens() {
        return 256;
    }

    @Override
    public int countTokens(String text) {
        return (text.length() + 3) / 4;
    }

    @Override
    public Completion complete(ChatRequest request, ChatListener listener) {
        asked.incrementAndGet();
        meanwhile.run();
        ChatFailedException failure = fails;
        if (failure != null) {
            throw failure;
        }
        listener.text(says);
        return new Completion(says, answersAs, new TokenUsage(100, 10, false), complete);
    }
}
