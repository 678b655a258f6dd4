package io.ragline.worker.answer;

import io.ragline.model.TokenUsage;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import java.util.ArrayList;
import java.util.List;

/** A double of a language model: says what it is told to, a few letters at a time, and keeps what it was asked. */
final class ScriptedModel implements ChatModel {
    final List<ChatRequest> asked = new ArrayList<>();
    private final int contextTokens;
    private final int takes;
    private final String says;

    ScriptedModel(String says) {
        this(says, 8192, Integer.MAX_VALUE);
    }

    /** @param takes tokens of the longest prompt that it does not refuse, whatever its context is said to be */
    ScriptedModel(String says, int contextTokens, int takes) {
        this.says = says;
        this.contextTokens = contextTokens;
        this.takes = takes;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public int contextTokens() {
        return contextTokens;
    }

    @Override
    public int maxAnswerTokens() {
        return 256;
    }

    @Override
    public int countTokens(String text) {
        return (text.length() + 3) / 4;
    }

    int promptTokens(ChatRequest request) {
        return request.turns().stream()
                .mapToInt(turn -> countTokens(turn.text()))
                .sum();
    }

    @Override
    public Completion complete(ChatRequest request, ChatListener listener) {
        asked.add(request);
        if (promptTokens(request) > takes) {
            throw new ChatFailedException(
                    ChatFailedException.Reason.CONTEXT_OVERFLOW, "The prompt is too long", null, null);
        }
        for (int from = 0; from < says.length(); from += 3) {
            listener.text(says.substring(from, Math.min(from + 3, says.length())));
        }
        return new Completion(says, name(), new TokenUsage(promptTokens(request), countTokens(says), false), true);
    }

    String lastPrompt() {
        return asked.getLast().turns().getLast().text();
    }
}
