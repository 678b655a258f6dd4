package io.ragline.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What a question came to, in the words of OpenAI's chat completions, with the sources in a field of our own. */
@ApplicationScoped
class Completions {
    private final ObjectMapper json;

    Completions(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode completion(UUID jobId, String model, long created, JsonNode result) {
        ObjectNode completion = frame("chat.completion", jobId, model, created);
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0)
                .putObject("message")
                .put("role", "assistant")
                .put("content", result.path("answer").asText());
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason(result));
        completion.set("usage", usage(result));
        addSources(completion, result, jobId);
        return completion;
    }

    /** Why the answer ends: it was complete, or as long as was allowed. */
    static String finishReason(JsonNode result) {
        return result.path("truncated").asBoolean() ? "length" : "stop";
    }

    /** What all that belongs to one answer has in common. */
    ObjectNode frame(String object, UUID jobId, String model, long created) {
        return json.createObjectNode()
                .put("id", "chatcmpl-" + jobId)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    ObjectNode usage(JsonNode result) {
        int prompt = result.path("usage").path("promptTokens").asInt();
        int completion = result.path("usage").path("completionTokens").asInt();
        return json.createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    /** Says where the answer comes from, and whatever else a result says. */
    void addSources(ObjectNode to, JsonNode result, UUID jobId) {
        ObjectNode sources = to.putObject("ragline");
        sources.put("jobId", jobId.toString());
        result.properties().forEach(field -> sources.set(field.getKey(), field.getValue()));
    }
}
