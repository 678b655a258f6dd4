package io.ragline.worker.answer;

import io.ragline.model.ErrorCode;
import io.ragline.model.GenerationOptions;
import io.ragline.model.RaglineException;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.embed.Embedder;
import org.jspecify.annotations.Nullable;

/** Who answers: a language model, or the documents themselves where none is configured or wanted. */
public final class Answerers {
    private final ChatModels models;
    private final ExtractiveAnswerer extractive;
    private final Embedder embedder;

    /** @param embedder by which sentences are compared */
    public Answerers(ChatModels models, Embedder embedder) {
        this.models = models;
        this.extractive = new ExtractiveAnswerer(embedder);
        this.embedder = embedder;
    }

    /**
     * The one of that name; for null the standard model, or the documents themselves if there is none.
     *
     * @throws RaglineException {@code MODEL_NOT_FOUND} if no such model is configured (any more)
     */
    public Answerer named(@Nullable String model) {
        if (GenerationOptions.EXTRACTIVE.equals(model)) {
            return extractive;
        }
        return models.named(model)
                .<Answerer>map(found -> new GeneratedAnswerer(found, embedder))
                .orElseGet(() -> {
                    if (model != null) {
                        throw new RaglineException(
                                ErrorCode.MODEL_NOT_FOUND,
                                "The model '%s' is not configured. GET /api/v1/models lists those that are."
                                        .formatted(model));
                    }
                    return extractive;
                });
    }
}
