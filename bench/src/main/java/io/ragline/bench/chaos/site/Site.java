package io.ragline.bench.chaos.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Ragline of its own on free ports: Redis, PostgreSQL and API, and as many workers as a scenario wants. Workers are
 * doubles of the work only, see the module chaos-worker; their file of effects tells what each of them did.
 */
public final class Site implements AutoCloseable {
    private static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");
    private static final List<String> REAL_WORKER =
            List.of("-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    private final Path project;
    private final Path folder;
    private final Path logs;
    private final RedisNode redis;
    private final PostgresNode postgres;
    private final JavaApp api;
    private final Workers workers;

    /**
     * Starts all but the workers.
     *
     * @param project where the applications were built
     * @param folder for the data, deleted by whoever made it
     * @param logs where each process leaves its log
     */
    public Site(Path project, Path folder, Path logs) throws Exception {
        this.project = project;
        this.folder = folder;
        this.logs = Files.createDirectories(logs);
        this.redis = new RedisNode(folder, logs);
        this.postgres = new PostgresNode(folder, logs);
        this.workers = new Workers(this);
        try {
            redis.start();
            postgres.start();
            this.api = startApi("api", Map.of());
            audit();
        } catch (Exception e) {
            closeStores();
            throw e;
        }
    }

    /** Has PostgreSQL itself write down what must never happen. */
    private void audit() throws Exception {
        try (var script = Site.class.getResourceAsStream("audit.sql");
                var connection = postgres.connect();
                var statement = connection.createStatement()) {
            if (script == null) {
                throw new IOException("audit.sql is missing from the jar");
            }
            statement.execute(new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /**
     * Starts another API.
     *
     * @param changes to its environment
     */
    public JavaApp startApi(String name, Map<String, String> changes) throws Exception {
        int port = Ports.free();
        Map<String, String> environment = environment();
        environment.put("RAGLINE_API_PORT", Integer.toString(port));
        environment.put("RAGLINE_DASHBOARD_ENABLED", "false");
        environment.putAll(changes);
        Path app = project.resolve("api-server/target/quarkus-app");
        return JavaApp.start(app, SMALL, environment, port, logs.resolve(name + ".log"))
                .awaitReady();
    }

    /** Starts a worker that only acts, without waiting until it is ready. */
    JavaApp startDouble(String name, Map<String, String> changes) throws IOException {
        Map<String, String> environment = environment();
        environment.put("RAGLINE_CHAOS_EFFECTS", effects().toString());
        environment.putAll(WorkerSettings.FOR_CHAOS);
        environment.putAll(changes);
        return startWorker(name, "bench/chaos-worker/target/quarkus-app", SMALL, environment);
    }

    /** Starts the product's own worker and waits until it is ready. */
    public JavaApp startRealWorker(Map<String, String> changes) throws Exception {
        return startRealWorker("1g", changes);
    }

    /** @param heap as {@code -Xmx} takes it */
    public JavaApp startRealWorker(String heap, Map<String, String> changes) throws Exception {
        Map<String, String> environment = environment();
        environment.putAll(changes);
        List<String> options = new ArrayList<>(List.of("-Xmx" + heap));
        options.addAll(REAL_WORKER);
        return startWorker("real-worker", "worker/target/quarkus-app", options, environment)
                .awaitReady();
    }

    private JavaApp startWorker(String name, String app, List<String> options, Map<String, String> environment)
            throws IOException {
        int port = Ports.free();
        environment.put("RAGLINE_WORKER_HTTP_PORT", Integer.toString(port));
        return JavaApp.start(project.resolve(app), options, environment, port, logs.resolve(name + ".log"));
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "RAGLINE_HOME", Files.createDirectories(folder.resolve("home")).toString());
        environment.put("RAGLINE_REDIS_URL", redis.url());
        environment.put("RAGLINE_DB_URL", postgres.url());
        environment.put("RAGLINE_DB_USERNAME", "postgres");
        return environment;
    }

    public RedisNode redis() {
        return redis;
    }

    public PostgresNode postgres() {
        return postgres;
    }

    public JavaApp api() {
        return api;
    }

    public Workers workers() {
        return workers;
    }

    /** The file to which all workers append. */
    public Path effects() {
        return folder.resolve("effects.log");
    }

    /** For what a scenario wants to keep; deleted with the rest. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws Exception {
        workers.close();
        api.close();
        closeStores();
    }

    private void closeStores() throws Exception {
        redis.close();
        postgres.close();
    }
}
