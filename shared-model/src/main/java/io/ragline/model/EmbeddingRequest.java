package io.ragline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be embedded.
 *
 * @param model by which; null for the standard one
 * @param texts at least one
 */
public record EmbeddingRequest(@Nullable String model, List<String> texts) {
    public EmbeddingRequest {
        texts = List.copyOf(texts);
    }
}
