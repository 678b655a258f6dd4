package io.ragline.provider;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The embedding model that is served elsewhere, as it is configured.
 *
 * @param model as its server names it, and collections choose it
 * @param dimensions the length of its vectors
 * @param config where it is served
 */
public record ConfiguredEmbeddingModel(String model, int dimensions, EmbeddingConfig config) {
    /** The models that run in the worker itself. */
    public static final List<String> IN_PROCESS = List.of("bge-small-en-v1.5", "all-minilm-l6-v2");

    /** By <a href="https://platform.openai.com/docs/guides/embeddings">OpenAI's account of them</a>. */
    private static final Map<String, Integer> KNOWN =
            Map.of("text-embedding-3-small", 1536, "text-embedding-3-large", 3072, "text-embedding-ada-002", 1536);

    /** A chunk of the standard size, stretched to the end of a paragraph, with the headings above it. */
    private static final int STANDARD_CHUNK = 288;

    /** The end of a paragraph may stretch a chunk by an eighth of its size. */
    private static final int EIGHTHS_OF_A_STRETCHED_CHUNK = 9;

    /**
     * The model, if one is configured.
     *
     * @throws IllegalStateException if settings make no sense; the message names them
     */
    public static Optional<ConfiguredEmbeddingModel> of(EmbeddingConfig config) {
        return config.model().map(model -> {
            Integer known = KNOWN.get(model.substring(model.lastIndexOf('/') + 1));
            int dimensions = config.dimensions().orElse(known == null ? 0 : known);
            ConfiguredEmbeddingModel configured = new ConfiguredEmbeddingModel(model, dimensions, config);
            configured.check();
            return configured;
        });
    }

    private void check() {
        expect(!IN_PROCESS.contains(model), "the name is that of a model that runs in the worker");
        expect(dimensions > 0, "ragline.embedding.dimensions has to say how long its vectors are");
        expect(hasHttpUrl(), "base-url is no URL that begins with http:// or https://");
        expect(config.batchSize() > 0 && config.concurrency() > 0, "batch-size and concurrency are at least 1");
        expect(
                config.requestsPerMinute().orElse(1) > 0
                        && config.tokensPerMinute().orElse(1) > 0,
                "requests-per-minute and tokens-per-minute are at least 1; leave them out for no limit");
        expect(config.timeout().isPositive() && config.connectTimeout().isPositive(), "timeouts are more than 0");
        int least = config.standard() ? STANDARD_CHUNK : STANDARD_CHUNK / 4;
        expect(config.maxInputTokens() >= least, "max-input-tokens is at least %d".formatted(least));
    }

    /** The longest chunk that it reads to the end when that is stretched, in tokens. */
    public int longestChunk() {
        return config.maxInputTokens() * (EIGHTHS_OF_A_STRETCHED_CHUNK - 1) / EIGHTHS_OF_A_STRETCHED_CHUNK;
    }

    private boolean hasHttpUrl() {
        try {
            URI url = URI.create(config.baseUrl());
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return url.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void expect(boolean good, String what) {
        if (!good) {
            throw new IllegalStateException("The embedding model '%s': %s.".formatted(model, what));
        }
    }
}
