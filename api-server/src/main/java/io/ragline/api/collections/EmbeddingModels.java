package io.ragline.api.collections;

import io.ragline.api.http.BadFieldException;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The embedding models that workers have. */
public final class EmbeddingModels {
    /** Each with the longest chunk that it reads to the end when that is stretched. */
    private static final Map<String, Integer> LONGEST_CHUNK =
            Map.of("bge-small-en-v1.5", ChunkingOptions.MAX_SIZE, "all-minilm-l6-v2", 224);

    private EmbeddingModels() {}

    /**
     * The longest chunk that a model reads to the end, in tokens.
     *
     * @param model null for the standard one
     * @throws BadFieldException if no worker has it
     */
    static int longestChunk(@Nullable String model) {
        if (model == null) {
            return ChunkingOptions.MAX_SIZE;
        }
        Integer longest = LONGEST_CHUNK.get(model);
        if (longest == null) {
            throw new BadFieldException(
                    "embeddingModel", "embeddingModel is one of %s.".formatted(new TreeSet<>(LONGEST_CHUNK.keySet())));
        }
        return longest;
    }

    /** Their names. */
    public static Set<String> names() {
        return new TreeSet<>(LONGEST_CHUNK.keySet());
    }

    /**
     * Checks that questions can be embedded as a collection's texts were.
     *
     * @throws RaglineException {@code EMBEDDING_MODEL_MISMATCH} if no worker has its model (any more)
     */
    public static void expectConfigured(CollectionIndexEntity index, String collection) {
        if (index.embeddingModel != null && !LONGEST_CHUNK.containsKey(index.embeddingModel)) {
            throw new RaglineException(
                    ErrorCode.EMBEDDING_MODEL_MISMATCH,
                    "The collection '%s' was embedded by %s, which is not configured any more. Index it anew with POST /api/v1/collections/%s/reindex, or search it with mode text."
                            .formatted(collection, index.embeddingModel, collection));
        }
    }
}
