package io.ragline.worker.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ConfiguredChatModel;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.ragline.worker.chat.openai.Speech;
import io.ragline.worker.guard.CallFailedException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as they are wired from settings, over real HTTP to doubles of servers of models. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class GuardedChatModelTest {
    private final Map<String, String> settings = new HashMap<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Hearing hearing = new Hearing();
    private ChatServerDouble server;
    private ChatServerDouble other;
    private ChatModels models;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Remembers what it hears, in order. */
    private static class Hearing implements ChatListener {
        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile boolean enough;

        @Override
        public void text(String text) {
            heard.add(text);
        }

        @Override
        public void restart(String why) {
            heard.add("restart: " + why);
        }

        @Override
        public void check() {
            if (enough) {
                throw new CancellationException("nobody wants to know any more");
            }
        }
    }

    @BeforeEach
    void start() {
        server = ChatServerDouble.start();
        other = ChatServerDouble.start();
        settings.put("ragline.chat.base-url", server.url());
        settings.put("ragline.chat.model", "main");
        settings.put("ragline.chat.models.spare.base-url", other.url());
        settings.put("ragline.chat.models.spare.model", "other");
    }

    @AfterEach
    void stop() throws Exception {
        if (models != null) {
            models.close();
        }
        server.close();
        other.close();
        threads.shutdownNow();
    }

    private ChatModel model() {
        return models().named(null).orElseThrow();
    }

    private ChatModels models() {
        ChatConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(ChatConfig.class)
                .build()
                .getConfigMapping(ChatConfig.class);
        models = ChatBeans.models(ConfiguredChatModel.all(config), noRedis(), meters);
        return models;
    }

    /** Nothing here has a budget. */
    @SuppressWarnings("unchecked")
    private static StatefulRedisConnection<String, String> noRedis() {
        return (StatefulRedisConnection<String, String>) Proxy.newProxyInstance(
                GuardedChatModelTest.class.getClassLoader(),
                new Class<?>[] {StatefulRedisConnection.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError("nobody needs Redis here");
                });
    }

    private static ChatRequest request() {
        return new ChatRequest(List.of(new Turn(Role.USER, "Why?")), null, 100, null);
    }

    private Completion ask(ChatModel model) {
        return model.complete(request(), hearing);
    }

    private ChatFailedException failure(ChatModel model) {
        return catchThrowableOfType(ChatFailedException.class, () -> ask(model));
    }

    @Test
    void an_answer_is_heard_as_it_comes_and_counted() {
        server.reply(Script.says("Be", "cause."));

        Completion answer = ask(model());

        assertThat(answer.text()).isEqualTo("Because.");
        assertThat(hearing.heard).containsExactly("Be", "cause.");
        assertThat(meters.get("ragline.chat.calls")
                        .tags("model", "main", "outcome", "answered")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("ragline.chat.tokens")
                        .tags("kind", "completion")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("ragline.chat.first.token").timer().count()).isEqualTo(1);
        assertThat(meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "chat main", "state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void a_word_is_heard_before_the_next_is_said() {
        // the second word comes long after the test would have timed out
        server.reply(Script.says("First", "second").every(Duration.ofMinutes(5)));
        Future<?> asking = inBackground(model());

        await().atMost(Duration.ofSeconds(20)).until(() -> hearing.heard.equals(List.of("First")));

        hearing.enough = true;
        await().until(asking::isDone);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_server_in_trouble_is_asked_again(int status) {
        server.reply(Script.status(status, "busy"), Script.says("At last."));

        assertThat(ask(model()).text()).isEqualTo("At last.");
        assertThat(hearing.heard).containsExactly("At last.");
        assertThat(meters.get("ragline.chat.retries").counter().count()).isEqualTo(1);
    }

    @Test
    void a_short_wish_for_patience_is_waited_for() {
        server.reply(Script.tooManyRequests("Retry-After", "2"), Script.says("At last."));

        assertThat(ask(model()).text()).isEqualTo("At last.");
        assertThat(server.requests())
                .satisfies(came -> assertThat(came.get(1).nanos() - came.get(0).nanos())
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos()));
    }

    @Test
    void a_long_one_is_handed_on() {
        server.replyAlways(Script.tooManyRequests("Retry-After", "60"));

        ChatFailedException failed = failure(model());

        assertThat(failed.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void what_will_not_pass_is_not_tried_again() {
        server.replyAlways(Script.wrongKey());

        assertThat(failure(model()).reason()).isEqualTo(Reason.KEY_REFUSED);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "STOP", "MALFORMED", "STALL"})
    void a_stream_that_breaks_half_way_is_told_and_begun_anew(String how) {
        settings.put("ragline.chat.token-timeout", "500ms");
        server.reply(Script.says("The sky ", "is").then(Speech.End.valueOf(how)), Script.says("Blue."));

        Completion answer = ask(model());

        assertThat(answer.text()).isEqualTo("Blue.");
        assertThat(hearing.heard).hasSize(4).startsWith("The sky ", "is").endsWith("Blue.");
        assertThat(hearing.heard.get(2)).startsWith("restart: The model 'main' gave no answer: ");
    }

    @Test
    void what_turns_out_to_be_reasoning_is_taken_back() {
        server.reply(Script.says("Let me see.", "\n</think>\n", "Blue."));

        assertThat(ask(model()).text()).isEqualTo("Blue.");
        assertThat(hearing.heard)
                .containsExactly(
                        "Let me see.",
                        "restart: What came so far was how the model came to its answer, which follows",
                        "Blue.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "[1]", "[1] [2, 3].", "【1†source】", "<think>x</think>[1]", "hm</think>"})
    void who_says_nothing_is_asked_again(String says) {
        server.reply(Script.says(says), Script.says("Blue. [1]"));

        assertThat(ask(model()).text()).isEqualTo("Blue. [1]");
        assertThat(server.requests()).hasSize(2);
        assertThat(hearing.heard.getLast()).isEqualTo("Blue. [1]");
    }

    @Test
    void a_first_word_that_does_not_come_is_waited_for_as_long_as_is_set_and_no_restart_is_told() {
        settings.put("ragline.chat.token-timeout", "500ms");
        server.reply(Script.says("late").firstAfter(Duration.ofMinutes(5)), Script.silence(), Script.says("Now."));

        assertThat(ask(model()).text()).isEqualTo("Now.");
        assertThat(hearing.heard).containsExactly("Now.");
        assertThat(server.requests()).hasSize(3);
        await().until(() -> server.brokenOff() == 2);
    }

    @Test
    void a_whole_answer_has_its_time_however_lively_it_is() {
        settings.put("ragline.chat.timeout", "1s");
        String[] tokens = "on and ".repeat(1_000).split(" ");
        server.replyAlways(Script.says(tokens).every(Duration.ofMillis(50)));

        assertThat(failure(model()).reason()).isEqualTo(Reason.TIMED_OUT);
        await().until(() -> server.open() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoever_loses_interest_closes_the_connection(boolean streaming) {
        server.reply(streaming ? Script.says("a", "b").then(Speech.End.STALL) : Script.silence());
        Future<?> asking = inBackground(model());
        await().until(() -> server.open() == 1 && (!streaming || hearing.heard.size() == 2));

        hearing.enough = true;

        await().until(() -> server.brokenOff() == 1);
        assertThat(catchThrowableOfType(ExecutionException.class, () -> asking.get(20, TimeUnit.SECONDS)))
                .hasCauseInstanceOf(CancellationException.class)
                .hasMessageContaining("nobody wants to know any more");
        assertThat(server.requests()).hasSize(1);
        assertThat(meters.get("ragline.chat.calls")
                        .tags("outcome", "stopped")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoever_loses_interest_does_not_wait_for_the_next_try() {
        server.replyAlways(Script.tooManyRequests("Retry-After", "5"));
        Future<?> asking = inBackground(model());
        await().until(() -> !server.requests().isEmpty());

        hearing.enough = true;

        await().until(asking::isDone);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whoever_loses_interest_does_not_wait_for_a_place() {
        settings.put("ragline.chat.concurrency", "1");
        server.replyAlways(Script.silence());
        ChatModel model = model();
        Future<?> first = threads.submit(() -> model.complete(request(), new Hearing()));
        await().until(() -> server.open() == 1);
        Future<?> second = inBackground(model);

        hearing.enough = true;

        await().until(second::isDone);
        assertThat(server.requests()).hasSize(1);
        first.cancel(true);
    }

    @Test
    void a_model_that_fails_time_and_again_is_left_alone_for_a_while() {
        server.replyAlways(Script.status(500, "broken"));
        ChatModel model = model();
        failure(model);
        failure(model);
        int asked = server.requests().size();

        ChatFailedException failed = failure(model);

        assertThat(failed.reason()).isEqualTo(Reason.LEFT_ALONE);
        assertThat(failed.retryAfter()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertThat(failed).hasMessageContaining("left alone for a while");
        assertThat(server.requests()).hasSize(asked);
        assertThat(meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "chat main", "state", "open")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void questions_that_it_does_not_take_are_no_trouble_of_the_model() {
        server.replyAlways(Script.contextOverflow());
        ChatModel model = model();
        for (int i = 0; i < 12; i++) {
            assertThat(failure(model).reason()).isEqualTo(Reason.CONTEXT_OVERFLOW);
        }
        server.replyAlways(Script.says("Fine."));

        assertThat(ask(model).text()).isEqualTo("Fine.");
    }

    @Test
    void another_model_stands_in_and_what_was_said_before_counts_no_more() {
        settings.put("ragline.chat.fallback", "spare");
        server.replyAlways(Script.says("Half an").then(Speech.End.CUT));
        other.reply(Script.says("A whole one."));

        Completion answer = ask(model());

        assertThat(answer.text()).isEqualTo("A whole one.");
        assertThat(answer.model()).isEqualTo("spare");
        assertThat(hearing.heard).hasSize(7).endsWith("A whole one.");
        assertThat(hearing.heard.get(5)).startsWith("restart: ");
        assertThat(meters.get("ragline.chat.fallbacks")
                        .tags("model", "main", "fallback", "spare")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nobody_stands_in_for_a_refusal() {
        settings.put("ragline.chat.fallback", "spare");
        server.reply(Script.filtered());

        assertThat(failure(model()).reason()).isEqualTo(Reason.CONTENT_FILTERED);
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void if_both_fail_the_first_one_says_why() {
        settings.put("ragline.chat.fallback", "spare");
        server.replyAlways(Script.tooManyRequests("Retry-After", "60"));
        other.replyAlways(Script.wrongKey());

        ChatFailedException failed = failure(model());

        assertThat(failed.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void without_a_standard_model_those_that_have_names_are_there() {
        settings.remove("ragline.chat.model");
        settings.remove("ragline.chat.base-url");
        settings.put("ragline.chat.models.spare.context-tokens", "4000");

        models();

        assertThat(models.named(null)).isEmpty();
        assertThat(models.named("spare")).get().satisfies(model -> {
            assertThat(model.contextTokens()).isEqualTo(4_000);
            assertThat(model.maxAnswerTokens()).isEqualTo(1_024);
            assertThat(ask(model).model()).isEqualTo("spare");
        });
    }

    @ParameterizedTest
    @EnumSource(CallFailedException.Reason.class)
    void each_reason_of_a_call_is_one_of_a_chat(CallFailedException.Reason reason) {
        ChatFailedException failed =
                ChatFailedException.of("m", new CallFailedException(reason, "so", Duration.ofSeconds(1), null));

        assertThat(failed.reason().name()).isEqualTo(reason.name());
        assertThat(failed.mayPass()).isEqualTo(new CallFailedException(reason, "so", null, null).mayPass());
        assertThat(failed.isTrouble()).isEqualTo(reason.isTrouble());
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(failed).hasMessage("The model 'm' gave no answer: so.");
    }

    private Future<?> inBackground(ChatModel model) {
        return threads.submit(() -> ask(model));
    }
}
