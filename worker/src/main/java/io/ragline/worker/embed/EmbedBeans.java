package io.ragline.worker.embed;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.ragline.provider.ConfiguredEmbeddingModel;
import io.ragline.provider.EmbeddingConfig;
import io.ragline.worker.embed.openai.OpenAiEmbedder;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.GuardOptions;
import io.ragline.worker.guard.ProviderBudget;
import io.ragline.worker.guard.Wanted;
import io.ragline.worker.openai.OpenAiEndpoint;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the embedding models: those in this process, and the one that is served elsewhere if there is one. */
class EmbedBeans {
    private static final int TRIES = 4;
    private static final Duration QUEUE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** Longer than for an answer: a document that is put off is embedded from its beginning. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** At start, so that whoever starts a worker learns at once what is wrong with its settings. */
    @Produces
    @Singleton
    @Startup
    Embedders embedders(
            @ConfigProperty(name = "ragline.home") Path home,
            EmbeddingConfig config,
            KeptVectors kept,
            StatefulRedisConnection<String, String> redis,
            Wanted wanted,
            MeterRegistry meters) {
        return new Embedders(
                OnnxModel.BGE_SMALL_EN,
                model -> new OnnxEmbedder(
                        model, home.resolve("native"), Runtime.getRuntime().availableProcessors()),
                ConfiguredEmbeddingModel.of(config)
                        .map(model -> served(model, redis, wanted, meters))
                        .orElse(null),
                config.standard(),
                embedder -> kept.before(embedder, variant(config)));
    }

    /** What vectors depend on beside the name of their model. */
    private static String variant(EmbeddingConfig config) {
        return String.join(
                "\n",
                config.baseUrl(),
                config.queryPrefix().orElse(""),
                config.passagePrefix().orElse(""),
                Integer.toString(config.maxInputTokens()));
    }

    void close(@Disposes Embedders embedders) {
        embedders.close();
    }

    private static OpenAiEmbedder served(
            ConfiguredEmbeddingModel model,
            StatefulRedisConnection<String, String> redis,
            Wanted wanted,
            MeterRegistry meters) {
        EmbeddingConfig config = model.config();
        Guard guard = new Guard(new GuardOptions(
                "embedding " + model.model(),
                config.concurrency(),
                QUEUE,
                config.timeout(),
                config.timeout(),
                TRIES,
                FIRST_PAUSE,
                LONGEST_PAUSE));
        guard.bindTo(meters);
        ProviderBudget.Limits limits = new ProviderBudget.Limits(
                config.requestsPerMinute().orElse(0), config.tokensPerMinute().orElse(0));
        return new OpenAiEmbedder(
                new OpenAiEndpoint(
                        config.baseUrl(),
                        config.apiKey().orElse(null),
                        model.model(),
                        config.azureApiVersion().orElse(null)),
                new OpenAiEmbedder.Options(
                        model.dimensions(),
                        config.queryPrefix().orElse(""),
                        config.passagePrefix().orElse(""),
                        config.maxInputTokens(),
                        config.batchSize()),
                guard,
                new ProviderBudget(redis, "embedding-" + model.model(), limits, ProviderBudget.MINUTE),
                wanted,
                meters,
                config.connectTimeout(),
                config.timeout());
    }
}
