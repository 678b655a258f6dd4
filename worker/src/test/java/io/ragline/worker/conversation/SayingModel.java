package io.ragline.worker.conversation;

import io.ragline.model.TokenUsage;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A double of a language model that says what it is told to, and keeps what it was asked. A token is four letters. */
final class SayingModel implements ChatModel {
    static final TokenUsage USAGE = new TokenUsage(70, 7, false);

    final List<ChatRequest> asked = new ArrayList<>();
    private final Function<ChatRequest, Completion> says;
    private final int contextTokens;

    private SayingModel(int contextTokens, Function<ChatRequest, Completion> says) {
        this.contextTokens = contextTokens;
        this.says = says;
    }

    static SayingModel saying(String text) {
        return new SayingModel(8192, request -> new Completion(text, "saying", USAGE, true));
    }

    static SayingModel cutOffAt(String text) {
        return new SayingModel(8192, request -> new Completion(text, "saying", USAGE, false));
    }

    static SayingModel failing() {
        return new SayingModel(8192, request -> {
            throw new ChatFailedException(ChatFailedException.Reason.UNAVAILABLE, "It is away.", null, null);
        });
    }

    SayingModel with(int tokens) {
        return new SayingModel(tokens, says);
    }

    @Override
    public String name() {
        return "saying";
    }

    @Override
    public int contextTokens() {
        return contextTokens;
    }

    @Override
    public int maxAnswerTokens() {
        return 1024;
    }

    @Override
    public int countTokens(String text) {
        return (text.length() + 3) / 4;
    }

    @Override
    public Completion complete(ChatRequest request, ChatListener listener) {
        asked.add(request);
        listener.check();
        return says.apply(request);
    }
}
