package io.ragline.api.openai;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.api.models.ConfiguredModels;
import io.ragline.catalog.AnswerRepository;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.Progress;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.Stage;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of OpenAI's API get, on a real Redis and a real PostgreSQL. There is no worker: the tests answer. */
@QuarkusTest
@WithTestResource(RealServices.class)
@WithTestResource(ConfiguredModels.class)
class OpenAiApiTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String RESULT = """
            {"answer": "Every 30 days. [1]", "answered": true, "model": "gpt-9", "citations": [],
             "unsupported": [{"start": 0, "end": 5, "text": "Every"}], "hits": [], "searchedFor": "How often in winter?",
             "usage": {"promptTokens": 40, "completionTokens": 6, "estimated": true}, "timings": {"total": 5.5}}""";

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    AnswerRepository answers;

    @Inject
    JobEvents events;

    @Inject
    ObjectMapper json;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private static String chat(String model, String options) {
        return """
                {"model": "%s", "messages": [{"role": "user", "content": "Why?"}]%s}""".formatted(model, options.isEmpty() ? "" : ", " + options);
    }

    private static Response send(String key, String path, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    private static ValidatableResponse post(String path, String body) {
        return send(key(), path, body).then();
    }

    private static String key() {
        return "k-" + UUID.randomUUID();
    }

    private static String newest() {
        return get("/api/v1/jobs?limit=1").path("jobs[0].jobId");
    }

    /** A request that waits for its job. */
    private record Waiting(UUID job, CompletableFuture<Response> response) {
        ValidatableResponse then() {
            return response.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                    .join()
                    .then();
        }
    }

    private Waiting begin(String key, String path, String body) {
        String before = newest();
        CompletableFuture<Response> response = CompletableFuture.supplyAsync(() -> send(key, path, body), clients);
        await().until(() -> response.isDone() || !String.valueOf(newest()).equals(String.valueOf(before)));
        assertThat(response).as("waits").isNotDone();
        return new Waiting(UUID.fromString(newest()), response);
    }

    private Waiting begin(String options) {
        return begin(key(), CHAT, chat("default", options));
    }

    private QueryRequest query(UUID job) throws Exception {
        return json.readValue(jobs.findJob(job).orElseThrow().request, QueryRequest.class);
    }

    private void answer(UUID job) throws Exception {
        Attempt attempt = attempts.start(job, "test").orElseThrow();
        answers.save(attempt, query(job), json.readValue(RESULT, QueryResult.class), RESULT, Duration.ofDays(1));
    }

    private void fail(UUID job, ErrorCode code) {
        attempts.fail(attempts.start(job, "test").orElseThrow(), new JobFailure(code, "No luck.", code.retryable()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "max_tokens": 0                              | max_tokens
                    "max_tokens": "many"                         | max_tokens
                    "max_tokens": 1.5                            | max_tokens
                    "max_completion_tokens": -1                  | max_completion_tokens
                    "temperature": 2.5                           | temperature
                    "n": 2                                       | n
                    "stream": "yes"                              | stream
                    "stream_options": {"include_usage": 7}       | stream_options.include_usage
                    "response_format": {"type": "xml"}           | response_format.type
                    "response_format": {"type": "json_schema"}   | response_format.json_schema.schema
                    """)
    void a_parameter_that_makes_no_sense_is_named_as_the_client_calls_it(String option, String param) {
        post(CHAT, chat("default", option))
                .statusCode(400)
                .body("error.type", equalTo("invalid_request_error"))
                .body("error.param", equalTo(param))
                .body("error.message", containsString(param));
    }

    @ParameterizedTest
    @CsvSource({"max_tokens, 100000, 1024", "max_completion_tokens, 1025, 1024", "max_tokens, 7, 7"})
    void a_longer_answer_than_the_model_may_write_is_cut_to_that(String name, int wanted, int given) throws Exception {
        Waiting asked = begin("\"%s\": %d".formatted(name, wanted));

        assertThat(query(asked.job()).generation().maxTokens()).isEqualTo(given);
        jobs.cancel(asked.job());
        asked.then().statusCode(409).header("x-should-retry", "false").body("error.code", equalTo("cancelled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "default,nowhere", "default/none-such", "default/"})
    void a_model_that_there_is_not_is_not_found(String model) {
        post(CHAT, chat(model, ""))
                .statusCode(404)
                .header("x-should-retry", "false")
                .body("error.code", equalTo("model_not_found"))
                .body("error.param", equalTo("model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "default,nowhere", "default/none-such"})
    void a_model_that_there_is_not_can_not_be_looked_up(String model) {
        get("/v1/models/" + model)
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"))
                .body("error.param", equalTo("model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "default/gpt-9", "default/extractive", "vectors", "bge-small-en-v1.5"})
    void a_model_that_there_is_can_be_looked_up(String model) {
        get("/v1/models/" + model)
                .then()
                .statusCode(200)
                .body("id", equalTo(model))
                .body("object", equalTo("model"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "model": "vectors", "dimensions": 4           | 400 | dimensions
                    "model": "vectors", "dimensions": -8          | 400 | dimensions
                    "model": "bge-small-en-v1.5", "dimensions": 8 | 400 | dimensions
                    "model": "none-such"                          | 404 | model
                    "model": "vectors", "encoding_format": "hex"  | 400 | encoding_format
                    """)
    void vectors_that_are_not_to_be_had_are_refused(String options, int status, String param) {
        post("/v1/embeddings", "{\"input\": \"Why?\", %s}".formatted(options))
                .statusCode(status)
                .body("error.param", equalTo(param));
    }

    @ParameterizedTest
    @CsvSource({"vectors, 8", "bge-small-en-v1.5, 384", "all-minilm-l6-v2, 384"})
    void the_dimensions_that_a_model_has_may_be_asked_for(String model, int dimensions) {
        Waiting asked = begin(
                key(),
                "/v1/embeddings",
                "{\"input\": \"Why?\", \"model\": \"%s\", \"dimensions\": %d}".formatted(model, dimensions));

        jobs.cancel(asked.job());
        asked.then().statusCode(409);
    }

    @ParameterizedTest
    @CsvSource({
        "CONTENT_FILTER, 400, invalid_request_error",
        "CONTEXT_LENGTH_EXCEEDED, 400, invalid_request_error",
        "MODEL_REFUSED, 502, server_error",
        "MODEL_UNAVAILABLE, 503, server_error",
        "INTERNAL_ERROR, 500, server_error"
    })
    void a_question_that_failed_is_not_to_be_sent_again(ErrorCode code, int status, String type) {
        Waiting asked = begin("");

        fail(asked.job(), code);

        asked.then()
                .statusCode(status)
                .header("x-should-retry", "false")
                .body("error.code", equalTo(code.name().toLowerCase(java.util.Locale.ROOT)))
                .body("error.type", equalTo(type))
                .body("error.param", nullValue())
                .body("error.message", equalTo("No luck."));
    }

    @Test
    void a_stream_tells_a_failure_in_the_same_words() throws Exception {
        Waiting asked = begin("\"stream\": true");

        fail(asked.job(), ErrorCode.CONTENT_FILTER);

        String stream = asked.then().statusCode(200).extract().asString();
        JsonNode error = json.readTree(stream.lines()
                        .filter(line -> line.startsWith("data: {"))
                        .findFirst()
                        .orElseThrow()
                        .substring("data: ".length()))
                .path("error");
        assertThat(error.path("code").asText()).isEqualTo("content_filter");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asText()).isEqualTo("No luck.");
        assertThat(stream).endsWith("data: [DONE]\n\n");
    }

    @Test
    void an_answer_says_all_that_its_result_says() throws Exception {
        Waiting asked = begin("");

        answer(asked.job());

        asked.then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("Every 30 days. [1]"))
                .body("usage.total_tokens", equalTo(46))
                .body("ragline.jobId", equalTo(asked.job().toString()))
                .body("ragline.answered", equalTo(true))
                .body("ragline.searchedFor", equalTo("How often in winter?"))
                .body("ragline.unsupported[0].end", equalTo(5))
                .body("ragline.usage.estimated", equalTo(true))
                .body("ragline.timings.total", equalTo(5.5f));
    }

    @Test
    void what_the_client_accepts_does_not_matter() throws Exception {
        String body = chat("default", "\"stream\": true");
        String before = newest();
        CompletableFuture<Response> stream = CompletableFuture.supplyAsync(
                () -> given().contentType(ContentType.JSON)
                        .accept("text/event-stream")
                        .body(body)
                        .post(CHAT),
                clients);
        await().until(() -> !String.valueOf(newest()).equals(String.valueOf(before)));
        answer(UUID.fromString(newest()));
        assertThat(stream.join().contentType()).startsWith("text/event-stream");
        assertThat(stream.join().asString()).contains("Every 30 days. [1]");

        given().contentType(ContentType.JSON)
                .accept("text/event-stream")
                .body(chat("nowhere", ""))
                .post(CHAT)
                .then()
                .statusCode(404)
                .contentType(ContentType.JSON)
                .body("error.code", equalTo("model_not_found"));
    }

    @Test
    void the_same_chat_sent_twice_is_one_job() throws Exception {
        String key = key();
        Waiting first = begin(key, CHAT, chat("default", ""));
        CompletableFuture<Response> second =
                CompletableFuture.supplyAsync(() -> send(key, CHAT, chat("default", "")), clients);

        answer(first.job());

        String answered = first.then().statusCode(200).extract().asString();
        assertThat(second.join().asString()).isEqualTo(answered);
        assertThat(send(key, CHAT, chat("default", "")).asString()).isEqualTo(answered);
        assertThat(newest()).isEqualTo(first.job().toString());
        send(key, CHAT, chat("default", "\"temperature\": 1"))
                .then()
                .statusCode(422)
                .body("error.code", equalTo("idempotency_key_reused"));
    }

    @Test
    void the_same_texts_sent_twice_are_one_job() {
        String key = key();
        String body = "{\"model\": \"vectors\", \"input\": \"Why?\"}";
        Waiting first = begin(key, "/v1/embeddings", body);
        jobs.cancel(first.job());
        first.then().statusCode(409);

        send(key, "/v1/embeddings", body).then().statusCode(409).body("error.code", equalTo("cancelled"));
        send(key, "/v1/embeddings", body.replace("Why", "How")).then().statusCode(422);
        assertThat(newest()).isEqualTo(first.job().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/chat/stream", CHAT})
    void a_stream_that_is_asked_for_again_begins_at_the_beginning(String path) throws Exception {
        String key = key();
        String body = path.equals(CHAT) ? chat("default", "\"stream\": true") : "{\"question\": \"Why?\"}";
        Waiting first = begin(key, path, body);
        events.started(first.job(), 1);
        events.progress(first.job(), new Progress(Stage.SEARCH, 1, 2, 20));
        answer(first.job());
        String told = first.then().statusCode(200).extract().asString();

        Response again = send(key, path, body);

        assertThat(again.asString()).isEqualTo(told).contains("Every 30 days. [1]");
        if (!path.equals(CHAT)) {
            assertThat(told).contains("event:started", "event:progress", "event:result", "event:end");
            assertThat(again.header("Location")).endsWith(first.job().toString());
        }
        assertThat(newest()).isEqualTo(first.job().toString());
        send(key, path, body.replace("Why", "How")).then().statusCode(422);
    }
}
