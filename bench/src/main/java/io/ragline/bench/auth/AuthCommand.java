package io.ragline.bench.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Site;
import io.ragline.bench.retrieval.Folders;
import io.ragline.bench.retrieval.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks two API processes the same cheap thing in turns: one that needs no key, and one that does. */
@Command(
        name = "auth",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what keys and limits add to a cheap request, GET /api/v1/conversations of a tenant that has none.",
            "A Ragline of its own with two API processes: one without keys, one with. Each round asks each once, one after"
                    + " another, in an order that changes from round to round."
        })
public final class AuthCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/conversations";
    /** Made up, for a Ragline that is gone in a minute. */
    private static final String OPERATOR = "rl_" + "BenchOperato" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private static final UUID TENANT = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

    @Option(names = "--rounds", paramLabel = "N", description = "Requests of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds = 10_000;

    @Option(names = "--warm-up", paramLabel = "N", description = "Rounds before (default: ${DEFAULT-VALUE}).")
    private int warmUp = 3_000;

    @Spec
    private @Nullable CommandSpec spec;

    private enum Way {
        OPEN("no key needed"),
        KEY("with a key, no limits"),
        LIMITED("with a key, limits of key and tenant");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public Integer call() throws Exception {
        Path scratch = Files.createTempDirectory("ragline-auth-");
        Path project = Path.of(System.getProperty("ragline.project", "")).toAbsolutePath();
        try (Site site = new Site(project, scratch.resolve("data"), scratch.resolve("logs"));
                JavaApp withKeys = site.startApi(
                        "api-with-keys", Map.of("RAGLINE_AUTH_MODE", "keys", "RAGLINE_ADMIN_KEY", OPERATOR))) {
            Calls operator = new Calls(withKeys.url(), OPERATOR);
            Map<Way, Calls> ways = new EnumMap<>(Way.class);
            ways.put(Way.OPEN, new Calls(site.api().url(), null));
            ways.put(
                    Way.KEY, new Calls(withKeys.url(), key(operator).path("key").asText()));
            ways.put(Way.LIMITED, new Calls(withKeys.url(), limited(site, operator)));
            play(ways, warmUp);
            report(play(ways, rounds));
            return 0;
        } finally {
            Folders.delete(scratch);
        }
    }

    private static JsonNode key(Calls operator) throws IOException, InterruptedException {
        return operator.must("POST", "/api/v1/keys", "{\"name\":\"bench\",\"role\":\"reader\"}");
    }

    /** A key of a tenant of its own, both with limits that are not reached: the tenant of the others has none. */
    private static String limited(Site site, Calls operator) throws IOException, InterruptedException, SQLException {
        JsonNode key = key(operator);
        String limits = "{\"requestsPerMinute\":1000000}";
        try (Connection database = site.postgres().connect()) {
            run(database, "insert into tenant (id, name) values (?, 'bench')", TENANT);
            run(
                    database,
                    "update api_key set tenant_id = ? where id = ?",
                    TENANT,
                    UUID.fromString(key.path("keyId").asText()));
            run(
                    database,
                    "insert into quota (tenant_id, key_id, requests_per_minute) values (?, ?, 1000000)",
                    TENANT,
                    UUID.fromString(key.path("keyId").asText()));
        }
        operator.must("PUT", "/api/v1/tenants/%s/quotas".formatted(TENANT), limits);
        return key.path("key").asText();
    }

    private static void run(Connection database, String sql, UUID... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static Map<Way, Latencies> play(Map<Way, Calls> ways, int rounds) throws IOException, InterruptedException {
        Map<Way, Latencies> times = new EnumMap<>(Way.class);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < Way.values().length; i++) {
                Way way = Way.values()[(round + i) % Way.values().length];
                times.computeIfAbsent(way, each -> new Latencies()).add(ask(way, ways));
            }
        }
        return times;
    }

    private static Duration ask(Way way, Map<Way, Calls> ways) throws IOException, InterruptedException {
        Calls calls = Objects.requireNonNull(ways.get(way));
        long start = System.nanoTime();
        var response = calls.get(PATH);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        boolean told = response.headers().firstValue("RateLimit-Limit").isPresent();
        if (response.statusCode() != 200 || told != (way == Way.LIMITED)) {
            throw new IOException(
                    "%s: answered with %d %s".formatted(way.words, response.statusCode(), response.body()));
        }
        return time;
    }

    private void report(Map<Way, Latencies> times) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Latencies open = Objects.requireNonNull(times.get(Way.OPEN));
        out.printf("%,d requests of each kind, one after another, milliseconds%n%n", rounds);
        out.println("| GET " + PATH + " | p50 | p95 | p99 | more, p50 | more, p99 |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        Arrays.stream(Way.values()).forEach(way -> {
            Latencies its = Objects.requireNonNull(times.get(way));
            out.printf(
                    "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                    way.words,
                    its.percentile(50),
                    its.percentile(95),
                    its.percentile(99),
                    its.percentile(50) - open.percentile(50),
                    its.percentile(99) - open.percentile(99));
        });
        out.flush();
    }
}
