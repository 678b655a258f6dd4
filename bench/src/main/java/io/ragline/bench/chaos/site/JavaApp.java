package io.ragline.bench.chaos.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Quarkus application of ours as a process: the API, or a worker. */
public final class JavaApp implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(LOOK_LIMIT).build();

    private final Child process;
    private final int port;
    private final Path log;

    private JavaApp(Child process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it without waiting until it is ready.
     *
     * @param app the folder {@code quarkus-app} that the build made
     */
    static JavaApp start(Path app, List<String> javaOptions, Map<String, String> environment, int port, Path log)
            throws IOException {
        Path jar = app.resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + " is missing: build Ragline first");
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return new JavaApp(Child.start(command, environment, log), port, log);
    }

    /** Waits until it says that it is ready. */
    JavaApp awaitReady() throws Exception {
        Wait.require(log.getFileName() + " is ready", START_LIMIT, () -> isReady() || mustBeAlive());
        return this;
    }

    private boolean mustBeAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended while it started; its log is " + log);
        }
        return false;
    }

    boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                .timeout(LOOK_LIMIT)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it with -9 and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.close();
    }

    /** Stops it in its tracks; {@link #unfreeze} lets it go on as if no time had passed. */
    public void freeze() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    public void unfreeze() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    /** Asks it to stop, and says whether it has within that time. */
    public boolean terminate(long seconds) throws IOException, InterruptedException {
        process.signal("TERM");
        return process.awaitEnd(seconds);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
