package io.ragline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be embedded.
 *
 * @param model by which; null for the standard one
 * @param texts at least one
 * @param fresh whether vectors that were kept may not be used
 */
public record EmbeddingRequest(@Nullable String model, List<String> texts, boolean fresh) {
    public EmbeddingRequest {
        texts = List.copyOf(texts);
    }
}
