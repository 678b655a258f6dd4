package io.ragline.worker.embed.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.provider.ConfiguredEmbeddingModel;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.GuardOptions;
import io.ragline.worker.guard.ProviderBudget;
import io.ragline.worker.guard.Wanted;
import io.ragline.worker.lane.NotNowException;
import io.ragline.worker.openai.OpenAiEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real HTTP to a double of a server of models, and a real Redis for the budget. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class OpenAiEmbedderTest {
    private static final String KEY = "sk-never-to-be-seen";

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestRedis redis;
    private RedisClient client;
    private ChatServerDouble server;
    private OpenAiEmbedder embedder;

    @BeforeEach
    void start() {
        redis = new TestRedis(folder);
        client = RedisClient.create(redis.uri());
        server = ChatServerDouble.start();
        embedder = embedder("some-model", 0);
    }

    private final Wanted wanted = new Wanted();

    private OpenAiEmbedder embedder(String model, int tokensPerMinute) {
        Guard guard = new Guard(new GuardOptions(
                "e",
                2,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                3,
                Duration.ofMillis(50),
                Duration.ofSeconds(2)));
        return new OpenAiEmbedder(
                new OpenAiEndpoint(server.url(), KEY, model, null),
                new OpenAiEmbedder.Options(8, "query: ", "passage: ", 20, 2),
                guard,
                new ProviderBudget(
                        client.connect(), model, new ProviderBudget.Limits(0, tokensPerMinute), ProviderBudget.MINUTE),
                wanted,
                meters,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        embedder.close();
        server.close();
        client.shutdown();
        redis.close();
    }

    private List<String> texts(int request) {
        return server.requests()
                .get(request)
                .body()
                .path("input")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void a_call_that_nobody_wants_any_more_is_broken_off() throws Exception {
        server.reply(Script.silence());
        AtomicBoolean enough = new AtomicBoolean();
        FutureTask<Void> embedding = new FutureTask<>(() -> {
            wanted.during(
                    () -> {
                        if (enough.get()) {
                            throw new IllegalStateException("cancelled");
                        }
                    },
                    () -> embedder.embedQuery("why?"));
            return null;
        });
        Thread.ofVirtual().start(embedding);
        await().until(() -> server.open() == 1);

        enough.set(true);

        await().until(() -> server.brokenOff() == 1);
        assertThat(embedding)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("cancelled");
        assertThat(meters.get("ragline.embedding.calls")
                        .tags("outcome", "stopped")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void texts_are_embedded_in_batches_and_in_order_with_vectors_of_length_1() {
        List<float[]> vectors = embedder.embedPassages(List.of("one", "two", "three"));

        assertThat(server.requests()).hasSize(2);
        assertThat(texts(0)).containsExactly("passage: one", "passage: two");
        assertThat(texts(1)).containsExactly("passage: three");
        assertThat(server.requests().getFirst()).satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1/embeddings");
            assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
            assertThat(request.body().path("encoding_format").asText()).isEqualTo("float");
            assertThat(request.body().has("dimensions")).isFalse();
        });
        assertThat(vectors)
                .hasSize(3)
                .allSatisfy(vector -> assertThat(length(vector)).isCloseTo(1, within(1e-5)));
        assertThat(vectors.get(2))
                .isEqualTo(embedder.embedPassages(List.of("three")).getFirst());
        assertThat(vectors.get(0)).isNotEqualTo(vectors.get(1));
        assertThat(meters.get("ragline.embedding.tokens").counter().count()).isEqualTo(21);
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    @Test
    void a_question_has_its_own_prefix() {
        embedder.embedQuery("why?");

        assertThat(texts(0)).containsExactly("query: why?");
    }

    @Test
    void what_the_model_does_not_read_is_not_sent() {
        embedder.embedPassages(List.of("word ".repeat(500), ""));

        assertThat(texts(0).get(0)).hasSizeBetween(40, 100).startsWith("passage: word word");
        assertThat(texts(0).get(1)).isEqualTo("passage: ");
    }

    @Test
    void models_that_shorten_their_vectors_are_asked_to() {
        embedder.close();
        embedder = embedder("text-embedding-3-small", 0);

        embedder.embedQuery("why?");

        assertThat(server.requests().getFirst().body().path("dimensions").asInt())
                .isEqualTo(8);
    }

    @Test
    void a_server_in_trouble_is_asked_again() {
        server.reply(Script.status(503, "busy"));

        embedder.embedQuery("why?");

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whoever_asks_for_long_patience_has_the_job_put_off() {
        server.replyAlways(Script.tooManyRequests());
        server.reply(Script.tooManyRequests("Retry-After", "90"));

        assertThatExceptionOfType(NotNowException.class)
                .isThrownBy(() -> embedder.embedQuery("why?"))
                .withMessage(
                        "The embedding model 'some-model' gave no answer: it asks for patience (HTTP status 429: Rate limit reached for requests).");
    }

    @Test
    void a_used_up_budget_has_the_job_put_off() {
        embedder.close();
        embedder = embedder("some-model", 25);
        embedder.embedPassages(List.of("one two three four five six seven eight nine ten"));
        embedder.embedPassages(List.of("one two three four five six seven eight nine ten"));

        assertThatExceptionOfType(NotNowException.class)
                .isThrownBy(() -> embedder.embedPassages(List.of("one two three four five six seven eight nine ten")));
    }

    @Test
    void a_refused_key_fails_the_job_and_is_not_shown() {
        server.reply(Script.wrongKey());

        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> embedder.embedQuery("why?"))
                .withMessageContaining("it does not accept the key")
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
                    assertThat(e.getMessage()).doesNotContain(KEY);
                });
    }

    @Test
    void vectors_of_another_length_than_is_set_are_refused() {
        server.reply(Script.embeddings(5));

        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> embedder.embedQuery("why?"))
                .withMessageContaining("its vectors have 5 numbers, not the 8 of ragline.embedding.dimensions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{}",
                "{\"data\":[],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}",
                "{\"data\":[{\"index\":7,\"embedding\":[1,2,3,4,5,6,7,8]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[0,0,0,0,0,0,0,0]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"}]}"
            })
    void junk_is_no_vector(String junk) {
        Script script = Script.body(200, junk);
        server.reply(script, script, script);

        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> embedder.embedQuery("why?"))
                .satisfies(e -> assertThat(e.code()).isIn(ErrorCode.MODEL_UNAVAILABLE, ErrorCode.MODEL_REFUSED));
    }

    @Test
    void collections_find_it_beside_those_of_the_process() {
        try (Embedders beside = new Embedders(
                        OnnxModel.BGE_SMALL_EN, model -> null, embedder, false, UnaryOperator.identity());
                Embedders first = new Embedders(
                        OnnxModel.BGE_SMALL_EN, model -> null, embedder, true, UnaryOperator.identity())) {
            assertThat(beside.named("some-model")).isSameAs(embedder);
            assertThat(beside.standard()).isNotSameAs(embedder);
            assertThat(first.named(null)).isSameAs(embedder);
        }
    }

    @Test
    void the_api_knows_the_models_of_the_process_by_the_same_names() {
        assertThat(Arrays.stream(OnnxModel.values()).map(OnnxModel::id))
                .containsExactlyElementsOf(ConfiguredEmbeddingModel.IN_PROCESS);
    }
}
