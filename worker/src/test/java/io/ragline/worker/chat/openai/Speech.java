package io.ragline.worker.chat.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An answer word by word, that may go wrong.
 *
 * @param first how long it thinks before the first token
 * @param every how long between two tokens
 * @param finish its {@code finish_reason}
 * @param usage whether it tells what it read and wrote when asked to
 * @param end what it does behind the last token
 */
public record Speech(
        List<String> tokens, Duration first, Duration every, String finish, boolean usage, End end, String detail)
        implements Script {

    /** How an answer ends. */
    public enum End {
        PROPERLY,
        /** The connection stays open and nothing comes any more. */
        STALL,
        /** The connection is closed. */
        CUT,
        /** The response ends without a last chunk. */
        STOP,
        /** A chunk that is no JSON. */
        MALFORMED,
        /** An error object instead of a chunk. */
        ERROR
    }

    static Speech of(String... tokens) {
        return new Speech(List.of(tokens), Duration.ZERO, Duration.ZERO, "stop", true, End.PROPERLY, "");
    }

    public Speech firstAfter(Duration time) {
        return new Speech(tokens, time, every, finish, usage, end, detail);
    }

    public Speech every(Duration time) {
        return new Speech(tokens, first, time, finish, usage, end, detail);
    }

    public Speech finish(String reason) {
        return new Speech(tokens, first, every, reason, usage, end, detail);
    }

    public Speech withoutUsage() {
        return new Speech(tokens, first, every, finish, false, end, detail);
    }

    public Speech then(End otherEnd) {
        return new Speech(tokens, first, every, finish, usage, otherEnd, detail);
    }

    public Speech thenError(String message) {
        return new Speech(tokens, first, every, finish, usage, End.ERROR, message);
    }

    /** What it says that it read: four tokens, and as many as the messages have words. */
    static int promptTokens(ChatServerDouble.Request request) {
        return 4
                + request.messages().stream()
                        .mapToInt(text -> text.split("\\s+").length)
                        .sum();
    }

    @Override
    public void play(Vertx vertx, ChatServerDouble.Request request, HttpServerResponse response) {
        if (!request.streamed()) {
            after(
                    vertx,
                    first,
                    () -> Script.body(200, whole(request).toString()).play(vertx, request, response));
            return;
        }
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        send(response, chunk(request, "", null));
        AtomicInteger said = new AtomicInteger();
        after(vertx, first, () -> speak(vertx, request, response, said));
    }

    private void speak(Vertx vertx, ChatServerDouble.Request request, HttpServerResponse response, AtomicInteger said) {
        while (said.get() < tokens.size()) {
            if (response.closed()) {
                return;
            }
            send(response, chunk(request, tokens.get(said.getAndIncrement()), null));
            if (!every.isZero()) {
                after(vertx, every, () -> speak(vertx, request, response, said));
                return;
            }
        }
        end(request, response);
    }

    private void end(ChatServerDouble.Request request, HttpServerResponse response) {
        switch (end) {
            case PROPERLY -> {
                send(response, chunk(request, "", finish));
                if (usage
                        && request.body()
                                .path("stream_options")
                                .path("include_usage")
                                .asBoolean()) {
                    ObjectNode last = JSON.createObjectNode()
                            .put("id", "chatcmpl-1")
                            .put("object", "chat.completion.chunk")
                            .put("created", 1_700_000_000)
                            .put("model", request.body().path("model").asText());
                    last.putArray("choices");
                    last.set("usage", usage(request));
                    send(response, last);
                }
                response.write("data: [DONE]\n\n");
                response.end();
            }
            case STALL -> {}
            // after what was written is on its way
            case CUT -> response.write(": cut\n\n").onComplete(written -> response.reset());
            case STOP -> response.end();
            case MALFORMED -> {
                response.write("data: {\"choices\": [{\"delta\": {\"con\n\n");
                response.end();
            }
            case ERROR -> {
                ObjectNode error = JSON.createObjectNode();
                error.putObject("error")
                        .put("message", detail)
                        .put("type", "server_error")
                        .putNull("code");
                send(response, error);
                response.end();
            }
        }
    }

    private static void after(Vertx vertx, Duration time, Runnable what) {
        if (time.isZero()) {
            what.run();
        } else {
            vertx.setTimer(time.toMillis(), timer -> what.run());
        }
    }

    private static void send(HttpServerResponse response, ObjectNode event) {
        response.write("data: " + event + "\n\n");
    }

    private ObjectNode chunk(ChatServerDouble.Request request, String text, String finishReason) {
        ObjectNode chunk = JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1_700_000_000)
                .put("model", request.body().path("model").asText());
        ObjectNode choice =
                chunk.putArray("choices").addObject().put("index", 0).put("finish_reason", finishReason);
        ObjectNode delta = choice.putObject("delta");
        if (finishReason == null) {
            delta.put("role", "assistant").put("content", text);
        }
        return chunk;
    }

    private ObjectNode whole(ChatServerDouble.Request request) {
        ObjectNode answer = JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 1_700_000_000)
                .put("model", request.body().path("model").asText());
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .putObject("message")
                .put("role", "assistant")
                .put("content", String.join("", tokens));
        answer.set("usage", usage(request));
        return answer;
    }

    private ObjectNode usage(ChatServerDouble.Request request) {
        int prompt = promptTokens(request);
        return JSON.createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", tokens.size())
                .put("total_tokens", prompt + tokens.size());
    }
}
