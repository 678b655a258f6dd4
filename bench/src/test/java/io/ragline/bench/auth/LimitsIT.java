package io.ragline.bench.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Site;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two API processes on one Redis and one PostgreSQL, all of them real: a limit holds for both together, to the last one. */
class LimitsIT {
    /** Made up. */
    private static final String OPERATOR = "rl_" + "TestOperator" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private static final Map<String, String> KEYS = Map.of("RAGLINE_AUTH_MODE", "keys", "RAGLINE_ADMIN_KEY", OPERATOR);
    private static final int AT_ONCE = 32;

    @TempDir
    static Path folder;

    private static Site site;
    private static JavaApp one;
    private static JavaApp other;

    @BeforeAll
    static void start() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Path logs = Files.createDirectories(module.resolve("target/limits-logs"));
        site = new Site(module.getParent(), folder, logs);
        one = site.startApi("one", KEYS);
        other = site.startApi("other", KEYS);
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        site.close();
    }

    private record Key(String id, Calls atOne, Calls atOther) {
        Calls at(int n) {
            return n % 2 == 0 ? atOne : atOther;
        }
    }

    /** The limits are set at one process: the other has to learn of them. */
    private static Key key(String limits) throws Exception {
        Calls operator = new Calls(one.url(), OPERATOR);
        JsonNode made = operator.must("POST", "/api/v1/keys", "{\"name\":\"k\",\"role\":\"writer\"}");
        String id = made.path("keyId").asText();
        operator.must("PUT", "/api/v1/keys/" + id + "/quotas", limits);
        String text = made.path("key").asText();
        return new Key(id, new Calls(one.url(), text), new Calls(other.url(), text));
    }

    @FunctionalInterface
    private interface Request {
        HttpResponse<String> send(Calls calls, int n) throws Exception;
    }

    private static List<Integer> statuses(Key key, int times, Request request) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int n = i;
                all.add(threads.submit(() -> request.send(key.at(n), n).statusCode()));
            }
            for (Future<Integer> each : all) {
                statuses.add(each.get());
            }
        }
        return statuses;
    }

    private static long count(List<Integer> statuses, IntPredicate which) {
        return statuses.stream().filter(which::test).count();
    }

    private static HttpResponse<String> upload(Calls calls, int bytes) throws Exception {
        String text = (UUID.randomUUID() + "x".repeat(bytes)).substring(0, bytes);
        return calls.send(
                "POST",
                "/api/v1/collections/default/documents",
                "{\"text\":\"%s\",\"filename\":\"%s.txt\"}".formatted(text, UUID.randomUUID()));
    }

    @Test
    void of_200_requests_in_a_moment_60_are_answered_and_one_more_for_each_second_that_passes() throws Exception {
        Key key = key("{\"requestsPerMinute\":60}");
        long start = System.nanoTime();
        List<Integer> statuses = statuses(key, 200, (calls, n) -> calls.get("/api/v1/conversations"));
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;

        long answered = count(statuses, status -> status == 200);
        System.out.printf("%d of 200 requests were answered in %d to %d s%n", answered, seconds, seconds + 1);
        assertThat(answered).isBetween(60L, 60 + seconds + 1);
        assertThat(count(statuses, status -> status == 429)).isEqualTo(200 - answered);
    }

    @Test
    void a_tenant_and_a_key_each_have_their_share() throws Exception {
        Key few = key("{\"requestsPerMinute\":10}");
        Key many = key("{\"requestsPerMinute\":100000}");
        Calls operator = new Calls(other.url(), OPERATOR);
        operator.must("PUT", "/api/v1/quotas", "{\"requestsPerMinute\":50}");
        try {
            long start = System.nanoTime();
            long fromFew = count(statuses(few, 60, (calls, n) -> calls.get("/api/v1/conversations")), s -> s == 200);
            long fromMany = count(statuses(many, 100, (calls, n) -> calls.get("/api/v1/conversations")), s -> s == 200);
            long seconds = (System.nanoTime() - start) / 1_000_000_000L + 1;
            // what the key was refused is not taken from the tenant
            assertThat(fromFew).isBetween(10L, 10 + seconds);
            assertThat(fromFew + fromMany).isBetween(50L, 50 + seconds);
        } finally {
            try (var database = site.postgres().connect();
                    var statement = database.createStatement()) {
                statement.execute("delete from quota where key_id is null");
            }
        }
    }

    @Test
    void uploads_of_a_day_documents_and_bytes_are_counted_to_the_last() throws Exception {
        Key uploads = key("{\"uploadsPerDay\":20}");
        assertThat(count(statuses(uploads, 60, (calls, n) -> upload(calls, 80)), s -> s == 202))
                .isEqualTo(20);

        Key documents = key("{\"documents\":15}");
        assertThat(count(statuses(documents, 60, (calls, n) -> upload(calls, 80)), s -> s == 202))
                .isEqualTo(15);

        Key bytes = key("{\"storedBytes\":1050}");
        assertThat(count(statuses(bytes, 60, (calls, n) -> upload(calls, 100)), s -> s == 202))
                .isEqualTo(10);
        Calls operator = new Calls(one.url(), OPERATOR);
        assertThat(operator.must("PUT", "/api/v1/keys/" + bytes.id() + "/quotas", "{}")
                        .path("used")
                        .path("storedBytes")
                        .asLong())
                .isEqualTo(1000);
    }

    @Test
    void questions_in_flight_are_counted_to_the_last() throws Exception {
        Key key = key("{\"questionsInFlight\":9}");
        List<Integer> statuses = statuses(
                key,
                80,
                (calls, n) ->
                        calls.send("POST", "/api/v1/query", "{\"question\":\"Who trims lamp %d?\"}".formatted(n)));
        assertThat(count(statuses, status -> status == 202)).isEqualTo(9);
        assertThat(count(statuses, status -> status == 429)).isEqualTo(71);
    }

    @Test
    void whoever_guesses_keys_at_two_processes_has_one_share_of_guesses() throws Exception {
        Key guess = new Key("", new Calls(one.url(), null), new Calls(other.url(), null));
        long start = System.nanoTime();
        List<Integer> statuses = statuses(guess, 200, (calls, n) -> calls.get("/api/v1/conversations"));
        long seconds = (System.nanoTime() - start) / 1_000_000_000L + 1;
        assertThat(count(statuses, status -> status == 401)).isBetween(60L, 60 + seconds);
        assertThat(count(statuses, status -> status == 401 || status == 429)).isEqualTo(200);
    }
}
