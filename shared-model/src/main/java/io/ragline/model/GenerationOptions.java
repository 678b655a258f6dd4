package io.ragline.model;

import org.jspecify.annotations.Nullable;

/**
 * How an answer is to be written.
 *
 * @param model the name of a configured model; null for the standard one
 * @param temperature 0 to 2; null for the model's own
 * @param maxTokens the longest answer, in tokens; null for the model's own limit
 * @param jsonSchema that the answer has to meet, as JSON; null for text, {@link #ANY_JSON_OBJECT} for any object
 */
public record GenerationOptions(
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable String jsonSchema) {
    /** Whatever the standard model does. */
    public static final GenerationOptions DEFAULT = new GenerationOptions(null, null, null, null);

    /** The {@link #jsonSchema} that every JSON object meets. */
    public static final String ANY_JSON_OBJECT = "{\"type\":\"object\"}";

    /** The name under which the sentences of the documents themselves are the answer. */
    public static final String EXTRACTIVE = "extractive";

    public GenerationOptions {
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature is 0 to 2");
        }
        if (maxTokens != null && maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is at least 1");
        }
    }
}
