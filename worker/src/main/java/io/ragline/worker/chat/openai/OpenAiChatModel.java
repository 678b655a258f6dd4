package io.ragline.worker.chat.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import io.ragline.worker.openai.OpenAiEndpoint;
import io.ragline.worker.openai.OpenAiFailures;
import io.ragline.worker.openai.OpenAiTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;

/**
 * Asks a model by chat completions, streamed. One try for each call, in the thread that wants it, which may be interrupted: that
 * closes the connection. The listener is asked once for each part that comes; whoever calls ({@link
 * io.ragline.worker.chat.GuardedChatModel}) sees to the time in between.
 */
public final class OpenAiChatModel implements ChatModel, AutoCloseable {
    private final String name;
    private final Limits limits;
    private final OpenAIClient client;
    private final OpenAiFailures failures;
    private final OpenAiTokens tokens;
    private final Dialect dialect;

    /**
     * What a model takes, in tokens.
     *
     * @param contextTokens prompt and answer together
     * @param maxAnswerTokens of the longest answer
     */
    public record Limits(int contextTokens, int maxAnswerTokens) {}

    /**
     * Time limits.
     *
     * @param connect to connect
     * @param token until the first token, and between two
     * @param whole for a whole answer
     */
    public record Times(Duration connect, Duration token, Duration whole) {}

    /** @param name that it is configured by */
    public OpenAiChatModel(String name, OpenAiEndpoint endpoint, Limits limits, Times times, Clock clock) {
        this.name = name;
        this.limits = limits;
        this.client = endpoint.client(times.connect(), times.token(), times.whole());
        this.failures = new OpenAiFailures(endpoint.apiKey(), clock);
        this.tokens = OpenAiTokens.of(endpoint.model());
        this.dialect = new Dialect(endpoint.model());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int contextTokens() {
        return limits.contextTokens();
    }

    @Override
    public int maxAnswerTokens() {
        return limits.maxAnswerTokens();
    }

    @Override
    public int countTokens(String text) {
        return tokens.count(text);
    }

    @Override
    public Completion complete(ChatRequest request, ChatListener listener) {
        while (true) {
            try {
                return write(request, listener);
            } catch (BadRequestException e) {
                if (!dialect.learns(e)) {
                    throw ChatFailedException.of(name, failures.of(e));
                }
            } catch (OpenAIException e) {
                throw ChatFailedException.of(name, failures.of(e));
            }
        }
    }

    private Completion write(ChatRequest request, ChatListener listener) {
        Writing answer = new Writing(this, request, listener, failures);
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params(request))) {
            Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
            while (hasNext(chunks, answer)) {
                answer.add(chunks.next());
            }
        }
        return answer.completion();
    }

    private ChatCompletionCreateParams params(ChatRequest request) {
        return dialect.request(request, Math.min(request.maxTokens(), limits.maxAnswerTokens()));
    }

    /** What breaks behind the end of an answer harms nobody: only its count of tokens may be missing. */
    private static boolean hasNext(Iterator<ChatCompletionChunk> chunks, Writing answer) {
        try {
            return chunks.hasNext();
        } catch (OpenAIException e) {
            if (answer.isComplete()) {
                return false;
            }
            throw e;
        }
    }

    ChatFailedException failed(Reason reason, String why) {
        return new ChatFailedException(reason, ChatFailedException.message(name, why), null, null);
    }

    @Override
    public void close() {
        client.close();
    }
}
