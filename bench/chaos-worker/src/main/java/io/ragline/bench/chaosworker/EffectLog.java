package io.ragline.bench.chaosworker;

import io.ragline.catalog.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes down what this process did, one line each: job, attempt, event, process. All workers append to one file; a line is
 * one write to a file opened for appending, so lines neither mix nor get lost when the process is killed.
 */
@ApplicationScoped
class EffectLog {
    private final OutputStream file;

    EffectLog(@ConfigProperty(name = "ragline.chaos.effects") Path path) {
        try {
            // no channel: one is closed for all when a thread that uses it is interrupted
            file = new FileOutputStream(path.toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What can be told of an attempt. */
    enum Event {
        /** It has its number and begins. */
        STARTED,
        /** It was the one whose effect became visible. */
        VISIBLE,
        /** It came to its end and was refused: another took over. */
        SUPERSEDED,
        /** It failed, or was stopped, or could not write. */
        BROKEN_OFF
    }

    void write(Attempt attempt, Event event) {
        String line = "%s %d %s %d%n"
                .formatted(
                        attempt.job().id,
                        attempt.number(),
                        event,
                        ProcessHandle.current().pid());
        try {
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
