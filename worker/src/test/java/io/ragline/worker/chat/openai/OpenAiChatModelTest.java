package io.ragline.worker.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import io.ragline.worker.openai.OpenAiEndpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real HTTP to a double of a server of models. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class OpenAiChatModelTest {
    private static final String KEY = "sk-never-to-be-seen";
    private static final OpenAiChatModel.Times TIMES =
            new OpenAiChatModel.Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final List<String> heard = new ArrayList<>();
    private ChatServerDouble server;
    private OpenAiChatModel model;

    @BeforeEach
    void start() {
        server = ChatServerDouble.start();
        model = model(new OpenAiEndpoint(server.url(), KEY, "some-model", null), TIMES);
    }

    private static OpenAiChatModel model(OpenAiEndpoint endpoint, OpenAiChatModel.Times times) {
        return new OpenAiChatModel("fast", endpoint, new OpenAiChatModel.Limits(8_000, 500), times, CLOCK);
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    private Completion ask() {
        return ask(request(0.3, 100, null));
    }

    private Completion ask(ChatRequest request) {
        return model.complete(request, heard::add);
    }

    private static ChatRequest request(@Nullable Double temperature, int maxTokens, @Nullable String schema) {
        return new ChatRequest(
                List.of(
                        new Turn(Role.SYSTEM, "Be brief."),
                        new Turn(Role.USER, "Hello?"),
                        new Turn(Role.ASSISTANT, "Yes?"),
                        new Turn(Role.USER, "Why?")),
                temperature,
                maxTokens,
                schema);
    }

    private ChatFailedException failure() {
        return catchThrowableOfType(ChatFailedException.class, this::ask);
    }

    @Test
    void the_model_is_asked_for_a_stream_and_heard_word_by_word() {
        server.reply(Script.says("Because ", "it ", "is."));

        Completion answer = ask();

        assertThat(heard).containsExactly("Because ", "it ", "is.");
        assertThat(answer.text()).isEqualTo("Because it is.");
        assertThat(answer.model()).isEqualTo("fast");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.usage())
                .isEqualTo(new TokenUsage(Speech.promptTokens(server.requests().getFirst()), 3, false));
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1/chat/completions");
            assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
            assertThat(request.messages())
                    .containsExactly("system: Be brief.", "user: Hello?", "assistant: Yes?", "user: Why?");
            assertThat(request.streamed()).isTrue();
            assertThat(request.body()
                            .path("stream_options")
                            .path("include_usage")
                            .asBoolean())
                    .isTrue();
            assertThat(request.body().path("model").asText()).isEqualTo("some-model");
            assertThat(request.body().path("temperature").asDouble()).isEqualTo(0.3);
            assertThat(request.body().path("max_tokens").asInt()).isEqualTo(100);
            assertThat(request.body().has("response_format")).isFalse();
        });
    }

    @Test
    void nothing_is_said_of_temperature_where_none_is_wanted_and_no_more_tokens_are_asked_for_than_allowed() {
        ask(request(null, 9_999, null));

        JsonNode body = server.requests().getFirst().body();
        assertThat(body.has("temperature")).isFalse();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(500);
    }

    @Test
    void a_schema_goes_along_and_is_strict_if_it_can_be() {
        ask(request(null, 10, "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}"));
        ask(request(null, 10, "{\"type\":\"object\",\"additionalProperties\":false}"));

        JsonNode open = server.requests().get(0).body().path("response_format");
        assertThat(open.path("type").asText()).isEqualTo("json_schema");
        assertThat(open.path("json_schema")
                        .path("schema")
                        .path("properties")
                        .path("a")
                        .path("type")
                        .asText())
                .isEqualTo("string");
        assertThat(open.path("json_schema").path("strict").asBoolean()).isFalse();
        assertThat(server.requests()
                        .get(1)
                        .body()
                        .path("response_format")
                        .path("json_schema")
                        .path("strict")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void models_that_reason_are_told_of_completion_tokens() {
        model.close();
        model = model(new OpenAiEndpoint(server.url(), KEY, "openai/o3-mini", null), TIMES);

        ask();

        assertThat(server.requests()
                        .getFirst()
                        .body()
                        .path("max_completion_tokens")
                        .asInt())
                .isEqualTo(100);
        assertThat(server.requests().getFirst().body().has("max_tokens")).isFalse();
    }

    @Test
    void what_a_server_refuses_to_hear_it_hears_once() {
        server.reply(
                Script.status(
                        400,
                        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
                Script.status(400, "stream_options: extra fields not permitted"));

        ask();
        ask();

        assertThat(server.requests()).hasSize(4);
        JsonNode last = server.requests().getLast().body();
        assertThat(last.path("max_completion_tokens").asInt()).isEqualTo(100);
        assertThat(last.has("max_tokens")).isFalse();
        assertThat(last.has("stream_options")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'',/openai/deployments/some-model/chat/completions?api-version=2024-10-21",
        "/openai/deployments/mine,/openai/deployments/mine/chat/completions?api-version=2024-10-21",
        "/openai/v1,/openai/v1/chat/completions?api-version=2024-10-21"
    })
    void azure_is_asked_its_own_way(String path, String asked) {
        model.close();
        model = model(new OpenAiEndpoint(server.root() + path, KEY, "some-model", "2024-10-21"), TIMES);

        ask();

        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo(asked);
            assertThat(request.header("api-key")).isEqualTo(KEY);
            assertThat(request.header("authorization")).isNull();
        });
    }

    @Test
    void without_its_word_for_it_tokens_are_counted_here() {
        server.reply(Script.says("One ", "two ", "three.").withoutUsage());

        TokenUsage usage = ask().usage();

        assertThat(usage.estimated()).isTrue();
        assertThat(usage.promptTokens()).isBetween(25, 50);
        assertThat(usage.completionTokens()).isBetween(3, 6);
    }

    @Test
    void how_the_model_thought_is_its_own_business() {
        server.reply(Script.says("<th", "ink>Let me ", "see.</thi", "nk>\n\n", "Blue", "."));

        Completion answer = ask();

        assertThat(heard).containsExactly("Blue", ".");
        assertThat(answer.text()).isEqualTo("Blue.");
    }

    @Test
    void nor_is_it_heard_for_long_if_it_began_before_the_reply() {
        server.reply(Script.says("Let me ", "see.</thi", "nk>\n\n", "Blue", "."));
        List<String> told = new ArrayList<>();

        Completion answer = model.complete(request(null, 100, null), new ChatListener() {
            @Override
            public void text(String text) {
                told.add(text);
            }

            @Override
            public void restart(String why) {
                told.add("restart");
            }
        });

        assertThat(told).containsExactly("Let me ", "see.", "restart", "Blue", ".");
        assertThat(answer.text()).isEqualTo("Blue.");
    }

    @Test
    void of_json_each_sign_counts() {
        server.reply(Script.says("{}"));

        assertThat(ask(request(null, 10, "{\"type\":\"object\"}")).text()).isEqualTo("{}");
    }

    @Test
    void an_answer_that_is_cut_off_at_its_longest_says_so() {
        server.reply(Script.says("On and ", "on").finish("length"));

        assertThat(ask().complete()).isFalse();
    }

    @Test
    void a_stream_that_breaks_behind_the_end_of_the_answer_harms_nobody() {
        server.reply((vertx, request, response) -> {
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
            response.write("data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Done.\"}}]}\n\n");
            response.write(
                            "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
                    .onComplete(written -> response.reset());
        });

        Completion answer = ask();

        assertThat(answer.text()).isEqualTo("Done.");
        assertThat(answer.usage().estimated()).isTrue();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Script.tooManyRequests(), Reason.RATE_LIMITED, "Rate limit reached for requests"),
                Arguments.of(
                        Script.refusal(429, "You exceeded your current quota, check your plan", "insufficient_quota"),
                        Reason.KEY_REFUSED,
                        "exceeded your current quota"),
                Arguments.of(Script.status(500, "The server had an error"), Reason.UNAVAILABLE, "500: The server had"),
                Arguments.of(Script.body(503, "not json"), Reason.UNAVAILABLE, "HTTP status 503"),
                Arguments.of(Script.status(504, "upstream"), Reason.TIMED_OUT, "504: upstream"),
                Arguments.of(Script.wrongKey(), Reason.KEY_REFUSED, "Incorrect API key provided: ***. You can"),
                Arguments.of(Script.status(403, "No access"), Reason.KEY_REFUSED, "403: No access"),
                Arguments.of(Script.status(404, "No model 'x'"), Reason.REQUEST_REFUSED, "404: No model 'x'"),
                Arguments.of(Script.status(400, "Bad temperature"), Reason.REQUEST_REFUSED, "400: Bad temperature"),
                Arguments.of(Script.contextOverflow(), Reason.CONTEXT_OVERFLOW, "maximum context length is 8192"),
                Arguments.of(
                        // older vLLM, its code a number
                        Script.body(
                                400,
                                "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens.\",\"code\":400}"),
                        Reason.CONTEXT_OVERFLOW,
                        "4096"),
                Arguments.of(
                        Script.body(422, "{\"detail\":\"field required\"}"), Reason.REQUEST_REFUSED, "field required"),
                Arguments.of(Script.filtered(), Reason.CONTENT_FILTERED, "content management policy"),
                Arguments.of(
                        Script.says("I will").finish("content_filter"), Reason.CONTENT_FILTERED, "its rules forbid"),
                Arguments.of(Script.says(), Reason.EMPTY_ANSWER, "its answer is empty"),
                Arguments.of(Script.says(" ", "\n"), Reason.EMPTY_ANSWER, "its answer is empty"),
                Arguments.of(
                        Script.says("<think>", "hm").finish("length"), Reason.EMPTY_ANSWER, "before it said anything"),
                Arguments.of(Script.says("a").then(Speech.End.CUT), Reason.UNAVAILABLE, "the connection to it broke"),
                Arguments.of(Script.says("a").then(Speech.End.STOP), Reason.UNAVAILABLE, "its answer broke off"),
                Arguments.of(Script.says("a").then(Speech.End.MALFORMED), Reason.UNAVAILABLE, "can't be read"),
                Arguments.of(Script.says("a").thenError("engine died"), Reason.UNAVAILABLE, "broke off (engine died)"),
                Arguments.of(
                        Script.says("a").thenError("Rate limit reached, slow down"), Reason.RATE_LIMITED, "slow down"),
                Arguments.of(Script.hangUp(), Reason.UNAVAILABLE, "the connection to it broke"),
                Arguments.of(Script.body(200, "<html>Welcome</html>"), Reason.UNAVAILABLE, "nothing that can be read"),
                Arguments.of(Script.body(200, "{}"), Reason.UNAVAILABLE, "nothing that can be read"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_failure_has_its_reason_and_names_the_providers(Script script, Reason reason, String told) {
        server.reply(script);

        ChatFailedException failed = failure();

        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed)
                .hasMessageStartingWith("The model 'fast' gave no answer: ")
                .hasMessageContaining(told);
        assertNowhere(failed);
    }

    /** Neither in the message nor in what a log would show. */
    private static void assertNowhere(ChatFailedException failed) {
        StringWriter trace = new StringWriter();
        failed.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(KEY);
    }

    @Test
    void nobody_there_is_a_model_that_can_not_be_reached() {
        server.close();

        ChatFailedException failed = failure();

        assertThat(failed.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failed).hasMessageContaining("it can't be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After,7,PT7S",
        "retry-after-ms,1500,PT1.5S",
        "Retry-After,'Fri, 02 Jan 2026 03:04:15 GMT',PT10S",
        "Retry-After,soon,",
        "X-Other,7,"
    })
    void how_long_it_asks_for_patience_is_told(String header, String value, @Nullable Duration asked) {
        server.reply(Script.tooManyRequests(header, value));

        assertThat(failure().retryAfter()).isEqualTo(asked);
    }

    @Test
    void an_overloaded_server_may_ask_for_patience_too() {
        server.reply(Script.status(503, "overloaded", "Retry-After", "2"));

        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void what_a_provider_writes_is_cut_to_a_line() {
        server.reply(Script.status(400, "Bad:\n\u0007\u202e" + "long ".repeat(500)));

        String message = failure().getMessage();

        assertThat(message).contains("Bad: long long").hasSizeLessThan(400);
        assertThat(message.chars()).noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
    }

    @Test
    void silence_before_the_first_word_and_between_two_has_an_end() {
        model.close();
        model = model(
                new OpenAiEndpoint(server.url(), KEY, "some-model", null),
                new OpenAiChatModel.Times(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(30)));
        server.reply(Script.silence(), Script.says("a ", "b").then(Speech.End.STALL));

        assertThat(failure().reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure().reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(heard).containsExactly("a ", "b");
    }

    @Test
    void what_the_listener_throws_goes_through() {
        ChatListener stubborn = text -> {
            throw new IllegalStateException("enough");
        };

        assertThat(catchThrowableOfType(
                        IllegalStateException.class, () -> model.complete(request(null, 10, null), stubborn)))
                .hasMessage("enough");
    }
}
