package io.ragline.worker.chat.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.ragline.model.GenerationOptions;
import io.ragline.model.Turn;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.ChatRequest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a server wants to be asked. Models of OpenAI that reason refuse {@code max_tokens}, others know no other name for it; some
 * servers refuse {@code stream_options}. What a server refuses once it is not sent again.
 */
final class Dialect {
    private static final Pattern REASONING = Pattern.compile("(.*/)?(o\\d|gpt-5).*");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final String model;
    private volatile boolean completionTokens;
    private volatile boolean streamOptions = true;

    Dialect(String model) {
        this.model = model;
        this.completionTokens = REASONING.matcher(model).matches();
    }

    ChatCompletionCreateParams request(ChatRequest request, int maxTokens) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(model);
        for (Turn turn : request.turns()) {
            switch (turn.role()) {
                case SYSTEM -> params.addSystemMessage(turn.text());
                case USER -> params.addUserMessage(turn.text());
                case ASSISTANT -> params.addAssistantMessage(turn.text());
            }
        }
        if (completionTokens) {
            params.maxCompletionTokens(maxTokens);
        } else {
            params.putAdditionalBodyProperty("max_tokens", JsonValue.from(maxTokens));
        }
        if (streamOptions) {
            params.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
        }
        if (request.temperature() != null) {
            params.temperature(request.temperature());
        }
        if (request.jsonSchema() != null) {
            if (request.jsonSchema().equals(GenerationOptions.ANY_JSON_OBJECT)) {
                params.responseFormat(ResponseFormatJsonObject.builder().build());
            } else {
                params.responseFormat(schema(request.jsonSchema()));
            }
        }
        return params.build();
    }

    /** Models keep to a strict schema to the letter, but take only such as say that there are no other fields. */
    private ResponseFormatJsonSchema schema(String schema) {
        try {
            Map<String, Object> fields = JSON.readValue(schema, FIELDS);
            ResponseFormatJsonSchema.JsonSchema.Schema.Builder told =
                    ResponseFormatJsonSchema.JsonSchema.Schema.builder();
            fields.forEach((name, value) -> told.putAdditionalProperty(name, JsonValue.from(value)));
            return ResponseFormatJsonSchema.builder()
                    .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                            .name("answer")
                            .schema(told.build())
                            .strict(Boolean.FALSE.equals(fields.get("additionalProperties")))
                            .build())
                    .build();
        } catch (JsonProcessingException e) {
            throw new ChatFailedException(
                    Reason.REQUEST_REFUSED, "The schema of the answer is no JSON object", null, e);
        }
    }

    /** Whether it refuses something that can be said otherwise, and will be from now on. */
    boolean learns(BadRequestException refused) {
        String why = (refused.param().orElse("") + ' ' + refused.getMessage()).toLowerCase(Locale.ROOT);
        if (!completionTokens && why.contains("max_tokens") && why.contains("max_completion_tokens")) {
            completionTokens = true;
            return true;
        }
        if (streamOptions && why.contains("stream_options")) {
            streamOptions = false;
            return true;
        }
        return false;
    }
}
