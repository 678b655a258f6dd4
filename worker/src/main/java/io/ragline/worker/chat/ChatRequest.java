package io.ragline.worker.chat;

import io.ragline.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param turns of the conversation, oldest first; begins with the rules
 * @param temperature 0 to 2; null for the model's own
 * @param maxTokens of the answer
 * @param jsonSchema that the answer has to meet, as JSON; null for text, {@link io.ragline.model.GenerationOptions#ANY_JSON_OBJECT} for any
 *     object
 */
public record ChatRequest(
        List<Turn> turns,
        @Nullable Double temperature,
        int maxTokens,
        @Nullable String jsonSchema) {
    public ChatRequest {
        turns = List.copyOf(turns);
        if (turns.isEmpty() || maxTokens < 1) {
            throw new IllegalArgumentException("A model needs something to go on from, and room for an answer");
        }
    }
}
