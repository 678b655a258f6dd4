package io.ragline.worker.embed;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The embedding models of this worker: some that run in it, and perhaps one that is served elsewhere. A collection's vectors are all of
 * one model, which may be another in each. A model in this process is loaded when it is first needed, and stays.
 */
public final class Embedders implements AutoCloseable {
    private final OnnxModel standard;
    private final Function<OnnxModel, OnnxEmbedder> open;
    private final UnaryOperator<Embedder> around;
    private final Map<OnnxModel, OnnxEmbedder> loaded = new LinkedHashMap<>();
    private final Map<Embedder, Embedder> used = new IdentityHashMap<>();
    private final @Nullable Embedder served;
    private final boolean servedIsStandard;

    /**
     * @param standard of those that run in this process
     * @param open loads a model
     */
    public Embedders(OnnxModel standard, Function<OnnxModel, OnnxEmbedder> open) {
        this(standard, open, null, false, UnaryOperator.identity());
    }

    /**
     * @param standard of those that run in this process
     * @param open loads a model
     * @param served by a server; null if none is
     * @param servedIsStandard whether that one is for collections that ask for none
     * @param around what is used in place of each
     */
    public Embedders(
            OnnxModel standard,
            Function<OnnxModel, OnnxEmbedder> open,
            @Nullable Embedder served,
            boolean servedIsStandard,
            UnaryOperator<Embedder> around) {
        this.standard = standard;
        this.open = open;
        this.served = served;
        this.servedIsStandard = servedIsStandard;
        this.around = around;
    }

    /** The model of collections that ask for none. */
    public Embedder standard() {
        return served != null && servedIsStandard ? used(served) : inProcess();
    }

    /** The standard one of those that run in this process. */
    public Embedder inProcess() {
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
        if (served != null && served.model().equals(name)) {
            return used(served);
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
        return used(loaded.computeIfAbsent(model, open));
    }

    /** The same each time: vectors of one question are told apart by it. */
    private synchronized Embedder used(Embedder embedder) {
        return used.computeIfAbsent(embedder, around);
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(OnnxEmbedder::close);
        loaded.clear();
        used.clear();
        if (served instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The client of the embedding model can't be closed", e);
            }
        }
    }
}
