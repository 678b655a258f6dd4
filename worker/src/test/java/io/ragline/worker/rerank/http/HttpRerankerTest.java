package io.ragline.worker.rerank.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.ragline.worker.rerank.GuardedReranker;
import io.ragline.worker.rerank.NotRerankedException;
import io.ragline.worker.rerank.Reranker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a double of a rerank server, on a real socket. */
class HttpRerankerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile String answer = "";
    private volatile int status = 200;
    private volatile boolean hangs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/rerank", exchange -> {
            requests.add(JSON.readTree(exchange.getRequestBody()));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (hangs) {
                await(over);
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private Reranker reranker(Duration timeout) {
        URI url = URI.create(
                "http://127.0.0.1:%d/v1/rerank".formatted(server.getAddress().getPort()));
        return new HttpReranker(url, "some-reranker", "secret", timeout, JSON);
    }

    @Test
    void scores_come_back_in_the_order_of_the_texts() {
        answer = "{\"results\": [{\"index\": 1, \"relevance_score\": 0.9}, {\"index\": 0, \"relevance_score\": 0.1}]}";

        assertThat(reranker(LONG).relevance("Wie oft?", List.of("nie", "täglich")))
                .containsExactly(0.1, 0.9);

        assertThat(requests.getFirst())
                .hasToString(
                        "{\"model\":\"some-reranker\",\"query\":\"Wie oft?\",\"documents\":[\"nie\",\"täglich\"],\"top_n\":2,\"return_documents\":false}");
        assertThat(keys).containsExactly("Bearer secret");
    }

    @Test
    void scores_without_bounds_come_back_as_they_are() {
        answer = "{\"results\": [{\"index\": 0, \"relevance_score\": 70}, {\"index\": 1, \"relevance_score\": 40.5}]}";

        assertThat(reranker(LONG).relevance("q", List.of("a", "b"))).containsExactly(70.0, 40.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"results\": [{\"index\": 0, \"relevance_score\": 1}]}",
                "{\"results\": [{\"index\": 2, \"relevance_score\": 1}]}",
                "{\"results\": [{\"index\": 0, \"relevance_score\": 1}, {\"index\": 1, \"relevance_score\": 1e999}]}",
                "{\"results\": [{\"index\": 0}, {\"index\": 1, \"relevance_score\": \"high\"}]}",
            })
    void an_answer_that_makes_no_sense_is_told(String nonsense) {
        answer = nonsense;

        assertThatExceptionOfType(NotRerankedException.class)
                .isThrownBy(() -> reranker(LONG).relevance("q", List.of("a", "b")))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("it"));
    }

    @Test
    void an_error_of_the_server_is_told_without_its_words() {
        answer = "{\"message\": \"the key is secret\"}";
        status = 500;

        assertThatExceptionOfType(NotRerankedException.class)
                .isThrownBy(() -> reranker(LONG).relevance("q", List.of("a")))
                .withMessage("it answered with status 500");
    }

    @Test
    void one_that_hangs_is_not_waited_for() {
        hangs = true;
        try (GuardedReranker guarded = new GuardedReranker(reranker(LONG), Duration.ofMillis(300), 4)) {
            assertThatExceptionOfType(NotRerankedException.class)
                    .isThrownBy(() -> guarded.relevance("q", List.of("a")))
                    .withMessage("it took too long");
        }
    }

    @Test
    void one_that_fails_again_and_again_is_left_alone() {
        status = 503;
        try (GuardedReranker guarded = new GuardedReranker(reranker(LONG), LONG, 4)) {
            for (int i = 0; i < 20; i++) {
                assertThatExceptionOfType(NotRerankedException.class)
                        .isThrownBy(() -> guarded.relevance("q", List.of("a")));
            }
            assertThat(requests).hasSizeLessThan(10);
        }
    }

    @Test
    void one_that_is_not_there_is_told() {
        server.stop(0);

        assertThatExceptionOfType(NotRerankedException.class)
                .isThrownBy(() -> reranker(LONG).relevance("q", List.of("a")));
    }
}
