package io.ragline.worker.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ConfiguredChatModel;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, each with guards and connections of its own, on one real Redis, and a double of a provider that asks for patience. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class SharedPatienceTest {
    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private ChatServerDouble server;
    private ChatServerDouble other;
    private TestRedis redis;
    private Worker one;
    private Worker two;

    private static final class Worker {
        final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        final RedisClient client;
        final ChatModels models;

        Worker(TestRedis redis, Map<String, String> settings) {
            client = RedisClient.create(redis.uri());
            ChatConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(settings, "test", 100))
                    .withMapping(ChatConfig.class)
                    .build()
                    .getConfigMapping(ChatConfig.class);
            models = ChatBeans.models(ConfiguredChatModel.all(config), client.connect(), meters);
        }

        Completion ask() {
            ChatRequest request = new ChatRequest(List.of(new Turn(Role.USER, "Why?")), null, 100, null);
            return models.named(null).orElseThrow().complete(request, ChatListener.NONE);
        }

        ChatFailedException failure() {
            return catchThrowableOfType(ChatFailedException.class, this::ask);
        }

        void close() throws Exception {
            models.close();
            client.shutdown();
        }
    }

    @BeforeEach
    void start() {
        redis = new TestRedis(folder);
        server = ChatServerDouble.start();
        other = ChatServerDouble.start();
        settings.put("ragline.chat.base-url", server.url());
        settings.put("ragline.chat.model", "main");
        settings.put("ragline.chat.models.spare.base-url", other.url());
        settings.put("ragline.chat.models.spare.model", "other");
    }

    private void startWorkers() {
        one = new Worker(redis, settings);
        two = new Worker(redis, settings);
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
        server.close();
        other.close();
        redis.close();
    }

    @Test
    void who_hears_of_it_from_another_worker_does_not_call() {
        startWorkers();
        server.reply(Script.tooManyRequests("Retry-After", "60"));

        assertThat(one.failure().retryAfter()).isEqualTo(Duration.ofSeconds(60));
        ChatFailedException failed = two.failure();

        assertThat(failed.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(failed).hasMessage("The model 'main' gave no answer: it has asked for patience.");
        assertThat(failed.retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(76));
        assertThat(server.requests()).hasSize(1);
        assertThat(one.meters.get("ragline.chat.holds").counter().count()).isEqualTo(1);
        assertThat(two.meters
                        .get("ragline.chat.calls")
                        .tags("outcome", "rate_limited")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_short_wish_is_kept_by_both_and_waited_for_in_place() {
        startWorkers();
        server.reply(Script.status(503, "overloaded", "Retry-After", "2"));

        assertThat(one.ask().text()).isEqualTo("An answer.");
        assertThat(two.ask().text()).isEqualTo("An answer.");

        var came = server.requests();
        assertThat(came).hasSize(3);
        assertThat(came.get(1).nanos() - came.get(0).nanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void another_worker_keeps_a_wish_that_is_longer_than_it_waits_for_until_it_is_over() {
        startWorkers();
        server.reply(Script.tooManyRequests("Retry-After", "4"));

        Thread asking = Thread.ofVirtual().start(one::ask);
        await().until(() -> !one.meters.find("ragline.chat.holds").counters().isEmpty());
        Completion answer = two.ask(); // tried again by its own guard

        assertThat(answer.text()).isEqualTo("An answer.");
        var came = server.requests();
        assertThat(came.get(1).nanos() - came.get(0).nanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(3_900).toNanos());
        asking.interrupt();
    }

    @Test
    void the_fallback_answers_meanwhile() {
        settings.put("ragline.chat.fallback", "spare");
        startWorkers();
        server.reply(Script.tooManyRequests("Retry-After", "60"));

        assertThat(one.ask().model()).isEqualTo("spare");
        assertThat(two.ask().model()).isEqualTo("spare");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_refusal_without_a_time_holds_nobody_else() {
        startWorkers();
        server.reply(Script.status(400, "no"), Script.status(401, "no", "Retry-After", "60"));

        one.failure();
        one.failure();

        assertThat(two.ask().text()).isEqualTo("An answer.");
    }
}
