package io.ragline.provider;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Where a language model is served, and what it allows. */
public interface ChatProvider {

    /** Up to and with {@code /v1}: any server that speaks OpenAI's chat completions. */
    @WithDefault("https://api.openai.com/v1")
    String baseUrl();

    /** What the server asks for; local ones mostly ask for nothing. Never logged. */
    Optional<String> apiKey();

    /** As the server names it; there is no such model where this is not set. */
    Optional<String> model();

    /** The version of Azure's API, for models that are served there. */
    Optional<String> azureApiVersion();

    /** Tokens that the model takes, prompt and answer together. */
    @WithDefault("8192")
    int contextTokens();

    /** Tokens of the longest answer. */
    @WithDefault("1024")
    int maxAnswerTokens();

    /** The name of the model that stands in while this one fails. */
    Optional<String> fallback();

    /** Answers that one worker process has it write at the same time. */
    @WithDefault("16")
    int concurrency();

    /** Calls that the provider allows in a minute, of all workers together. */
    OptionalInt requestsPerMinute();

    /** Tokens that the provider allows in a minute, of all workers together. */
    OptionalInt tokensPerMinute();

    /** Time to connect. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Time until the first token, and between two. */
    @WithDefault("60s")
    Duration tokenTimeout();

    /** Time for a whole answer. */
    @WithDefault("5m")
    Duration timeout();

    /** Price of a million tokens read, in whatever currency. */
    OptionalDouble promptPrice();

    /** Price of a million tokens written. */
    OptionalDouble completionPrice();
}
