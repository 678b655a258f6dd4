package io.ragline.api.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.api.query.ResponseFormat;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A chat as OpenAI's clients send it. What is not known here is left aside, since they send a lot.
 *
 * @param model a collection's name, or several with commas; behind a slash, a language model
 * @param messages the last is the question
 * @param stream whether the answer is wanted as it comes
 * @param n how many answers: one
 * @param tools none can be used
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(
        name = "ChatCompletionRequest",
        requiredProperties = {"model", "messages"})
public record ChatBody(
        @Schema(examples = "default")
        @NotBlank(message = "model names a collection, such as default.")
        @Size(max = 2000, message = "model has at most 2000 characters.")
        @Nullable
        String model,

        @NotNull(message = "messages has at least one message.")
        @Size(min = 1, max = 1000, message = "messages has 1 to 1000 messages.")
        @Nullable
        List<@NotNull(message = "A message is missing.") Message> messages,

        @Nullable Boolean stream,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,

        @DecimalMin(value = "0", message = "temperature is 0 to 2.")
        @DecimalMax(value = "2", message = "temperature is 0 to 2.")
        @Nullable
        Double temperature,

        @JsonProperty("max_tokens") @Min(value = 1, message = "max_tokens is at least 1.") @Nullable
        Integer maxTokens,

        @JsonProperty("max_completion_tokens")
        @Min(value = 1, message = "max_completion_tokens is at least 1.")
        @Nullable
        Integer maxCompletionTokens,

        @JsonProperty("response_format") @Nullable ResponseFormat responseFormat,

        @Min(value = 1, message = "n is 1.") @Max(value = 1, message = "n is 1.") @Nullable
        Integer n,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        @Size(max = 0, message = "Tools can't be used here.")
        @Nullable
        List<JsonNode> tools) {

    /**
     * Something that was said.
     *
     * @param role {@code system}, {@code developer}, {@code user} or {@code assistant}
     * @param content a text, or a list of parts
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Message(
            @Nullable String role,
            @Schema(implementation = String.class) @Nullable JsonNode content) {}

    /** @param includeUsage whether the last chunk says what the model read and wrote */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StreamOptions(
            @JsonProperty("include_usage") @Nullable Boolean includeUsage) {}

    String modelName() {
        return Objects.requireNonNull(model);
    }

    boolean streams() {
        return stream != null && stream;
    }

    boolean wantsUsage() {
        return streamOptions != null && streamOptions.includeUsage() != null && streamOptions.includeUsage();
    }

    @Nullable
    Integer longestAnswer() {
        return maxCompletionTokens != null ? maxCompletionTokens : maxTokens;
    }
}
