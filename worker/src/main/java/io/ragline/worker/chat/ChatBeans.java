package io.ragline.worker.chat;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ChatProvider;
import io.ragline.provider.ConfiguredChatModel;
import io.ragline.worker.chat.openai.OpenAiChatModel;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.GuardOptions;
import io.ragline.worker.guard.ProviderBudget;
import io.ragline.worker.openai.OpenAiEndpoint;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Makes the language models that are configured, each guarded and with the one that stands in for it. */
class ChatBeans {
    private static final Logger LOG = Logger.getLogger(ChatBeans.class);

    private static final int TRIES = 3;
    private static final Duration QUEUE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** For longer a worker's thread does not wait: the job is put off. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** At start, so that whoever starts a worker learns at once what is wrong with its settings. */
    @Produces
    @Singleton
    @Startup
    ChatModels chatModels(ChatConfig config, StatefulRedisConnection<String, String> redis, MeterRegistry meters) {
        return models(ConfiguredChatModel.all(config), redis, meters);
    }

    void close(@Disposes ChatModels models) throws Exception {
        models.close();
    }

    static ChatModels models(
            List<ConfiguredChatModel> configured, StatefulRedisConnection<String, String> redis, MeterRegistry meters) {
        ChatMetrics metrics = new ChatMetrics(meters);
        Map<String, ConfiguredChatModel> byName = new HashMap<>();
        Map<String, ChatModel> guarded = new HashMap<>();
        for (ConfiguredChatModel model : configured) {
            byName.put(model.name(), model);
            guarded.put(model.name(), guarded(model, redis, meters, metrics));
        }
        List<ChatModel> all = new ArrayList<>();
        for (ConfiguredChatModel model : configured) {
            all.add(withFallback(model, byName, guarded, metrics));
            LOG.infof("Answers by '%s' (%s)", model.name(), model.model());
        }
        boolean standard = !configured.isEmpty() && configured.getFirst().standard();
        return new ChatModels(standard ? all.getFirst() : null, all);
    }

    private static ChatModel guarded(
            ConfiguredChatModel model,
            StatefulRedisConnection<String, String> redis,
            MeterRegistry meters,
            ChatMetrics metrics) {
        ChatProvider provider = model.provider();
        OpenAiChatModel plain = new OpenAiChatModel(
                model.name(),
                new OpenAiEndpoint(
                        provider.baseUrl(),
                        provider.apiKey().orElse(null),
                        model.model(),
                        provider.azureApiVersion().orElse(null)),
                new OpenAiChatModel.Limits(provider.contextTokens(), provider.maxAnswerTokens()),
                new OpenAiChatModel.Times(provider.connectTimeout(), provider.tokenTimeout(), provider.timeout()),
                Clock.systemUTC());
        Guard guard = new Guard(new GuardOptions(
                "chat " + model.name(),
                provider.concurrency(),
                QUEUE,
                provider.tokenTimeout(),
                provider.timeout(),
                TRIES,
                FIRST_PAUSE,
                LONGEST_PAUSE));
        guard.bindTo(meters);
        ProviderBudget.Limits limits = new ProviderBudget.Limits(
                provider.requestsPerMinute().orElse(0),
                provider.tokensPerMinute().orElse(0));
        return new GuardedChatModel(
                plain,
                guard,
                new ProviderBudget(redis, "chat-" + model.name(), limits, ProviderBudget.MINUTE),
                metrics);
    }

    private static ChatModel withFallback(
            ConfiguredChatModel model,
            Map<String, ConfiguredChatModel> configured,
            Map<String, ChatModel> guarded,
            ChatMetrics metrics) {
        ChatModel own = Objects.requireNonNull(guarded.get(model.name()));
        ConfiguredChatModel next =
                model.provider().fallback().map(configured::get).orElse(null);
        if (next == null) {
            return own;
        }
        if (next.provider().contextTokens() < model.provider().contextTokens()) {
            LOG.warnf(
                    "'%s' stands in for '%s' but takes %d tokens only, not %d: it fails with long prompts",
                    next.name(),
                    model.name(),
                    next.provider().contextTokens(),
                    model.provider().contextTokens());
        }
        return new FallbackChatModel(own, withFallback(next, configured, guarded, metrics), metrics);
    }
}
