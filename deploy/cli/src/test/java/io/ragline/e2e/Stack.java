package io.ragline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A whole Ragline on free ports with a data folder of its own, run by the command line as a user runs it: Redis,
 * PostgreSQL, worker and API are processes.
 */
final class Stack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    Stack(Path home) {
        this.home = home;
        environment.put("RAGLINE_HOME", home.toString());
        for (String port : List.of("API", "DASHBOARD", "WORKER", "REDIS", "DB")) {
            environment.put("RAGLINE_" + port + "_PORT", String.valueOf(freePort()));
        }
        environment.put("RAGLINE_API_URL", api());
    }

    /** What a command printed and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Runs a command of the command line to its end. */
    Outcome run(String... command) throws IOException, InterruptedException {
        return begin(command).end();
    }

    /** Starts a command of the command line. */
    Running begin(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dragline.project=" + PROJECT,
                "-Dragline.tty=false",
                "-jar",
                PROJECT.resolve("deploy/cli/target/ragline-cli.jar").toString()));
        line.addAll(List.of(command));
        Path output = Files.createTempFile("ragline-command-", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), output, String.join(" ", command));
    }

    /** A command that runs. */
    final class Running {
        private final Process process;
        private final Path output;
        private final String command;

        private Running(Process process, Path output, String command) {
            this.process = process;
            this.output = output;
            this.command = command;
        }

        Process process() {
            return process;
        }

        Outcome end() throws IOException, InterruptedException {
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end:\n" + Files.readString(output) + workerLog());
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        }
    }

    /** Sets an environment variable of all processes that are started from now on. */
    void set(String name, String value) {
        environment.put(name, value);
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    void up() throws IOException, InterruptedException {
        Outcome up = run("up", "--detach");
        if (up.exitCode() != 0) {
            throw new IllegalStateException("up failed:\n" + up.output() + workerLog());
        }
    }

    void down() throws IOException, InterruptedException {
        run("down");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        down();
    }

    String api() {
        return "http://127.0.0.1:" + environment.get("RAGLINE_API_PORT");
    }

    String dashboard() {
        return "http://127.0.0.1:" + environment.get("RAGLINE_DASHBOARD_PORT");
    }

    String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:%s/ragline?user=postgres".formatted(environment.get("RAGLINE_DB_PORT"));
    }

    String redisUrl() {
        return "redis://127.0.0.1:" + environment.get("RAGLINE_REDIS_PORT");
    }

    Path indexFolder() {
        return home.resolve("index");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(api() + path)).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    /** Asks a question and waits for its result. */
    JsonNode ask(String body) throws IOException, InterruptedException {
        HttpResponse<String> accepted = http.send(
                HttpRequest.newBuilder(URI.create(api() + "/query"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (accepted.statusCode() != 202) {
            throw new IllegalStateException("Not accepted: " + accepted.body());
        }
        return get("/result/" + JSON.readTree(accepted.body()).get("jobId").asText() + "?wait=30");
    }

    /** The process that runs a service now. */
    ProcessHandle process(String service) throws IOException {
        JsonNode state = JSON.readTree(home.resolve("run/stack.json").toFile());
        for (JsonNode each : state.get("services")) {
            if (each.get("service").asText().equals(service)) {
                return ProcessHandle.of(each.get("process").get("pid").asLong()).orElseThrow();
            }
        }
        throw new IllegalStateException("No service " + service + " in " + state);
    }

    String workerLog() {
        try {
            Path log = home.resolve("logs/worker.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
