package io.ragline.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** An embedding model that is served elsewhere, beside those that run in the worker; with no model named there is none. */
@ConfigMapping(prefix = "ragline.embedding")
public interface EmbeddingConfig {

    /** Up to and with {@code /v1}: any server that speaks OpenAI's embeddings. */
    @WithDefault("https://api.openai.com/v1")
    String baseUrl();

    /** What the server asks for; local ones mostly ask for nothing. Never logged. */
    Optional<String> apiKey();

    /** As the server names it, and collections choose it. */
    Optional<String> model();

    /** The version of Azure's API, for models that are served there. */
    Optional<String> azureApiVersion();

    /** The length of its vectors; known of OpenAI's models. */
    OptionalInt dimensions();

    /** What is put before a question, where a model wants that. */
    Optional<String> queryPrefix();

    /** What is put before a text to be found, where a model wants that. */
    Optional<String> passagePrefix();

    /** Tokens of a text that the model reads; what stands behind them is left out. */
    @WithDefault("512")
    int maxInputTokens();

    /** Whether collections that ask for no model are embedded by it. */
    @WithDefault("false")
    boolean standard();

    /** Texts in one request. */
    @WithDefault("32")
    int batchSize();

    /** Requests that one worker process makes at the same time. */
    @WithDefault("4")
    int concurrency();

    /** Requests that the provider allows in a minute, of all workers together. */
    OptionalInt requestsPerMinute();

    /** Tokens that the provider allows in a minute, of all workers together. */
    OptionalInt tokensPerMinute();

    /** Time to connect. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Time for a request, all its tries together. */
    @WithDefault("60s")
    Duration timeout();
}
