package io.ragline.cli.stack;

import io.ragline.cli.process.Signal;
import io.ragline.cli.process.StopPlan;
import io.ragline.cli.service.Launchable;
import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands in for a service with a real process that runs a shell script: ready when it has made the file {@code NAME.ready},
 * which the script finds in {@code $READY}; {@code $EVENTS} is a file that it can write to.
 */
record ShellService(Service service, Path folder, String script, Duration startLimit) implements Launchable {

    private static final String OBEDIENT = """
            trap 'echo %1$s stopped >>"$EVENTS"; exit 0' TERM
            echo %1$s started >>"$EVENTS"
            touch "$READY"
            while :; do sleep 0.05; done
            """;

    /** Starts at once and stops when told to. */
    static ShellService obedient(Service service, Path folder) {
        return scripted(service, folder, OBEDIENT.formatted(service.id()));
    }

    static ShellService scripted(Service service, Path folder, String script) {
        return new ShellService(service, folder, script, Duration.ofSeconds(20));
    }

    @Override
    public ServiceSpec prepare() {
        Path ready = folder.resolve(service.id() + ".ready");
        deleteIfExists(ready);
        return new ServiceSpec(
                service,
                List.of("sh", "-c", script),
                Map.of(
                        "READY",
                        ready.toString(),
                        "EVENTS",
                        folder.resolve("events").toString()),
                folder,
                folder.resolve(service.id() + ".log"),
                "127.0.0.1:1",
                () -> Files.exists(ready) ? Optional.empty() : Optional.of("no ready file yet"),
                startLimit,
                new StopPlan(Signal.TERM, Duration.ofSeconds(5)));
    }

    private static void deleteIfExists(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
