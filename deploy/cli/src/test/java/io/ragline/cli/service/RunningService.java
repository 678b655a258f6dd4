package io.ragline.cli.service;

import static org.awaitility.Awaitility.await;

import io.ragline.cli.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** A real service for a test, started as the supervisor would. */
final class RunningService implements AutoCloseable {

    private final ServiceSpec spec;
    private final Process process;

    private RunningService(ServiceSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    static RunningService start(Launchable launchable) throws IOException {
        ServiceSpec spec = launchable.prepare();
        Files.createDirectories(spec.log().getParent());
        ProcessBuilder builder = new ProcessBuilder(spec.command())
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        var running = new RunningService(spec, builder.start());
        await("ready, see " + spec.log())
                .atMost(Duration.ofSeconds(60))
                .until(() -> spec.ready().whyNotReady().isEmpty());
        return running;
    }

    /** As {@code kill -9} does; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it in its own way; true if it went without being killed. */
    boolean stop() {
        return spec.stop().stop(ProcessIdentity.of(process.toHandle()));
    }

    @Override
    public void close() {
        stop();
    }
}
