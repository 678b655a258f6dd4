package io.ragline.api.models;

import io.ragline.api.http.BadFieldException;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.provider.ConfiguredEmbeddingModel;
import io.ragline.provider.EmbeddingConfig;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The embedding models that workers have. */
@Singleton
public class EmbeddingModels {
    /** Those in the worker's process, each with the longest chunk that it reads to the end when that is stretched. */
    private static final Map<String, Integer> IN_PROCESS =
            Map.of("bge-small-en-v1.5", ChunkingOptions.MAX_SIZE, "all-minilm-l6-v2", 224);
    /** As their cards say. */
    private static final int DIMENSIONS_IN_PROCESS = 384;

    private final Map<String, Integer> longestChunk = new HashMap<>(IN_PROCESS);
    private final Map<String, Integer> dimensions = new HashMap<>();
    private final int longestOfStandard;

    EmbeddingModels(EmbeddingConfig config) {
        int longest = ChunkingOptions.MAX_SIZE;
        IN_PROCESS.keySet().forEach(model -> dimensions.put(model, DIMENSIONS_IN_PROCESS));
        ConfiguredEmbeddingModel served = ConfiguredEmbeddingModel.of(config).orElse(null);
        if (served != null) {
            int itsLongest = Math.min(ChunkingOptions.MAX_SIZE, served.longestChunk());
            longestChunk.put(served.model(), itsLongest);
            dimensions.put(served.model(), served.dimensions());
            longest = config.standard() ? itsLongest : longest;
        }
        longestOfStandard = longest;
    }

    /** By which callers name them. */
    public SortedSet<String> names() {
        return new TreeSet<>(longestChunk.keySet());
    }

    /**
     * The longest chunk that a model reads to the end, in tokens.
     *
     * @param model null for the standard one
     * @throws BadFieldException if no worker has it
     */
    public int longestChunk(@Nullable String model) {
        if (model == null) {
            return longestOfStandard;
        }
        Integer longest = longestChunk.get(model);
        if (longest == null) {
            throw new BadFieldException("embeddingModel", "embeddingModel is one of %s.".formatted(names()));
        }
        return longest;
    }

    /** The length of the vectors of a model that workers have. */
    public int dimensions(String model) {
        return Objects.requireNonNull(dimensions.get(model));
    }

    /** Whether workers have it. */
    public boolean isConfigured(@Nullable String model) {
        return model == null || longestChunk.containsKey(model);
    }

    /**
     * Checks that texts and questions can be embedded as a collection's texts were.
     *
     * @param advice what else can be done than indexing it anew; may be empty
     * @throws RaglineException {@code EMBEDDING_MODEL_MISMATCH} if no worker has its model (any more)
     */
    public void expectConfigured(CollectionIndexEntity index, String collection, String advice) {
        if (!isConfigured(index.embeddingModel)) {
            throw new RaglineException(
                    ErrorCode.EMBEDDING_MODEL_MISMATCH,
                    "The collection '%s' was embedded by %s, which is not configured any more. Index it anew with POST /api/v1/collections/%s/reindex%s."
                            .formatted(collection, index.embeddingModel, collection, advice));
        }
    }
}
