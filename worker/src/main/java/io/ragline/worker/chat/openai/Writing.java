package io.ragline.worker.chat.openai;

import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import io.ragline.worker.openai.OpenAiFailures;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer while it is being written. */
final class Writing {
    /** What frames a message, by OpenAI's own account of it. */
    private static final int TOKENS_PER_TURN = 4;

    private static final Pattern REFERENCE = Pattern.compile("\\[[\\d\\s,;–-]*]|【[^】]*】");
    private static final String REASONED = "What came so far was how the model came to its answer, which follows";

    private final OpenAiChatModel model;
    private final ChatRequest request;
    private final ChatListener listener;
    private final OpenAiFailures failures;
    private final Reasoning reasoning = new Reasoning();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private int written;
    private @Nullable String finish;
    private @Nullable CompletionUsage usage;

    Writing(OpenAiChatModel model, ChatRequest request, ChatListener listener, OpenAiFailures failures) {
        this.model = model;
        this.request = request;
        this.listener = listener;
        this.failures = failures;
    }

    void add(ChatCompletionChunk chunk) {
        listener.check();
        chunk.usage().ifPresent(told -> usage = told);
        for (ChatCompletionChunk.Choice choice :
                chunk._choices().asKnown().orElse(List.of()).stream().limit(1).toList()) {
            choice.delta().refusal().ifPresent(refusal::append);
            choice.delta().content().ifPresent(this::write);
            choice.finishReason().ifPresent(reason -> finish = reason.asString());
        }
    }

    private void write(String content) {
        if (!content.isEmpty()) {
            written++;
            relay(reasoning.add(content));
        }
    }

    private void relay(Reasoning.Part said) {
        if (said.anew()) {
            text.setLength(0);
            listener.restart(REASONED);
        }
        String part = said.answer().replace("\0", ""); // which PostgreSQL can't keep
        if (!part.isEmpty()) {
            text.append(part);
            listener.text(part);
        }
    }

    /** Whether the model has said that it is done. */
    boolean isComplete() {
        return finish != null;
    }

    /** @throws ChatFailedException if it is none */
    Completion completion() {
        if (finish == null) {
            throw model.failed(
                    Reason.UNAVAILABLE, written == 0 ? "it sent nothing that can be read" : "its answer broke off");
        }
        if (finish.equals("content_filter")) {
            throw model.failed(Reason.CONTENT_FILTERED, "its rules forbid the question or the answer");
        }
        relay(reasoning.rest());
        boolean cut = finish.equals("length");
        if (saysNothing()) {
            throw nothing(cut);
        }
        return new Completion(text.toString().stripTrailing(), model.name(), usage(), !cut);
    }

    /** References alone say nothing; of JSON each sign counts. */
    private boolean saysNothing() {
        return request.jsonSchema() != null
                ? text.toString().isBlank()
                : REFERENCE.matcher(text).replaceAll("").codePoints().noneMatch(Writing::isSaid);
    }

    private static boolean isSaid(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL;
    }

    private ChatFailedException nothing(boolean cut) {
        if (!refusal.isEmpty()) {
            return model.failed(
                    Reason.CONTENT_FILTERED, "it refuses to answer (%s)".formatted(failures.plain(refusal.toString())));
        }
        return model.failed(
                Reason.EMPTY_ANSWER,
                cut ? "it used up the tokens of an answer before it said anything" : "its answer is empty");
    }

    private TokenUsage usage() {
        if (usage != null && usage.promptTokens() > 0) {
            return new TokenUsage((int) usage.promptTokens(), (int) usage.completionTokens(), false);
        }
        int prompt = TOKENS_PER_TURN;
        for (Turn turn : request.turns()) {
            prompt += TOKENS_PER_TURN + model.countTokens(turn.text());
        }
        // models are mostly streamed a token at a time, reasoning too
        return new TokenUsage(prompt, Math.max(written, model.countTokens(text.toString())), true);
    }
}
