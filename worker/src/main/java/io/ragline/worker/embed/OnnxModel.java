package io.ragline.worker.embed;

/** The models that run in this process, whose files come in langchain4j's jars, quantised to int8. */
public enum OnnxModel {
    /** BAAI's, see its card at huggingface.co/BAAI/bge-small-en-v1.5: questions carry an instruction. */
    BGE_SMALL_EN(
            "bge-small-en-v1.5",
            384,
            512,
            Pooling.FIRST_TOKEN,
            "Represent this sentence for searching relevant passages: "),
    /** The one of sentence-transformers, see its card at huggingface.co/sentence-transformers/all-MiniLM-L6-v2. */
    ALL_MINILM_L6("all-minilm-l6-v2", 384, 256, Pooling.MEAN, "");

    /** How a text's vector is made of those of its tokens. */
    enum Pooling {
        /** That of the first, {@code [CLS]}. */
        FIRST_TOKEN,
        /** Their mean. */
        MEAN
    }

    private final String id;
    private final int dimensions;
    private final int maxTokens;
    private final Pooling pooling;
    private final String queryPrefix;

    OnnxModel(String id, int dimensions, int maxTokens, Pooling pooling, String queryPrefix) {
        this.id = id;
        this.dimensions = dimensions;
        this.maxTokens = maxTokens;
        this.pooling = pooling;
        this.queryPrefix = queryPrefix;
    }

    /** The model's name in settings and in the API. */
    public String id() {
        return id;
    }

    int dimensions() {
        return dimensions;
    }

    /** What stands behind so many tokens the model does not read. */
    int maxTokens() {
        return maxTokens;
    }

    Pooling pooling() {
        return pooling;
    }

    String queryPrefix() {
        return queryPrefix;
    }

    String modelResource() {
        return "/%s-q.onnx".formatted(id);
    }

    String tokenizerResource() {
        return "/%s-q-tokenizer.json".formatted(id);
    }
}
