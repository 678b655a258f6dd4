package io.ragline.worker.embed;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The embedding models of this worker. A collection's vectors are all of one model, which may be another in each. A model is loaded
 * when it is first needed, and stays.
 */
public final class Embedders implements AutoCloseable {
    private final OnnxModel standard;
    private final Function<OnnxModel, OnnxEmbedder> open;
    private final UnaryOperator<Embedder> around;
    private final Map<OnnxModel, OnnxEmbedder> loaded = new LinkedHashMap<>();
    private final Map<OnnxModel, Embedder> used = new LinkedHashMap<>();

    /**
     * @param standard of collections that ask for none
     * @param open loads a model
     */
    public Embedders(OnnxModel standard, Function<OnnxModel, OnnxEmbedder> open) {
        this(standard, open, UnaryOperator.identity());
    }

    /**
     * @param standard of collections that ask for none
     * @param open loads a model
     * @param around what is used in place of a model that was loaded
     */
    public Embedders(OnnxModel standard, Function<OnnxModel, OnnxEmbedder> open, UnaryOperator<Embedder> around) {
        this.standard = standard;
        this.open = open;
        this.around = around;
    }

    /** The model of collections that ask for none. */
    public Embedder standard() {
        return loaded(standard);
    }

    /**
     * The model of that name; the standard one for null.
     *
     * @throws RaglineException {@code EMBEDDING_MODEL_MISMATCH} if this worker has no such model
     */
    public Embedder named(@Nullable String name) {
        if (name == null) {
            return standard();
        }
        for (OnnxModel model : OnnxModel.values()) {
            if (model.id().equals(name)) {
                return loaded(model);
            }
        }
        throw new RaglineException(
                ErrorCode.EMBEDDING_MODEL_MISMATCH,
                "This worker has no embedding model '%s'. Index the collection anew with one that it has."
                        .formatted(name));
    }

    private synchronized Embedder loaded(OnnxModel model) {
        return used.computeIfAbsent(model, any -> around.apply(loaded.computeIfAbsent(model, open)));
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(OnnxEmbedder::close);
        loaded.clear();
        used.clear();
    }
}
