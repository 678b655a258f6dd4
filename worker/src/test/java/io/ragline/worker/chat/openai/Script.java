package io.ragline.worker.chat.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Random;

/** How {@link ChatServerDouble} answers a request. */
@FunctionalInterface
public interface Script {
    ObjectMapper JSON = new ObjectMapper();

    void play(Vertx vertx, ChatServerDouble.Request request, HttpServerResponse response);

    /** Says this, a chunk each if a stream is asked for, and how much it read and wrote. */
    static Speech says(String... tokens) {
        return Speech.of(tokens);
    }

    /** A refusal as OpenAI writes it. */
    static Script status(int status, String message, String... headers) {
        return refusal(status, message, null, headers);
    }

    static Script tooManyRequests(String... headers) {
        return refusal(429, "Rate limit reached for requests", "rate_limit_exceeded", headers);
    }

    /** What OpenAI answers, which shows part of the key; this one shows all of it. */
    static Script wrongKey() {
        return (vertx, request, response) -> {
            String key = String.valueOf(request.header("authorization")).replace("Bearer ", "");
            refusal(401, "Incorrect API key provided: " + key + ". You can find yours elsewhere.", "invalid_api_key")
                    .play(vertx, request, response);
        };
    }

    static Script contextOverflow() {
        return refusal(
                400,
                "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
                "context_length_exceeded");
    }

    /** As Azure does before it says anything. */
    static Script filtered() {
        return refusal(
                400,
                "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
                "content_filter");
    }

    /** A refusal with a code of its own. */
    static Script refusal(int status, String message, String code, String... headers) {
        ObjectNode error = JSON.createObjectNode().put("message", message).put("type", "error");
        if (code == null) {
            error.putNull("code");
        } else {
            error.put("code", code);
        }
        return body(status, JSON.createObjectNode().set("error", error).toString(), headers);
    }

    static Script body(int status, String body, String... headers) {
        return (vertx, request, response) -> {
            response.setStatusCode(status).putHeader("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                response.putHeader(headers[i], headers[i + 1]);
            }
            response.end(body);
        };
    }

    /** Says nothing at all, not even a status, until the client goes away. */
    static Script silence() {
        return (vertx, request, response) -> {};
    }

    /** Hangs up at once. */
    static Script hangUp() {
        return (vertx, request, response) -> response.reset();
    }

    default Script after(Duration time) {
        return (vertx, request, response) ->
                vertx.setTimer(Math.max(1, time.toMillis()), timer -> play(vertx, request, response));
    }

    /** Vectors that depend on their texts alone, longer than 1. */
    static Script embeddings(int dimensions) {
        return (vertx, request, response) -> {
            ArrayNode data = JSON.createArrayNode();
            request.body().path("input").forEach(text -> {
                ArrayNode vector = JSON.createArrayNode();
                new Random(text.asText().hashCode()).doubles(dimensions, -2, 2).forEach(vector::add);
                data.add(JSON.createObjectNode()
                        .put("object", "embedding")
                        .put("index", data.size())
                        .set("embedding", vector));
            });
            ObjectNode answer = JSON.createObjectNode().put("object", "list").put("model", "e");
            answer.set("data", data);
            answer.set("usage", JSON.createObjectNode().put("prompt_tokens", 7).put("total_tokens", 7));
            body(200, answer.toString()).play(vertx, request, response);
        };
    }

    /** The list of models. */
    static Script models(String... ids) {
        ArrayNode data = JSON.createArrayNode();
        for (String id : ids) {
            data.add(JSON.createObjectNode()
                    .put("id", id)
                    .put("object", "model")
                    .put("created", 1_700_000_000)
                    .put("owned_by", "double"));
        }
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        list.set("data", data);
        return body(200, list.toString());
    }
}
