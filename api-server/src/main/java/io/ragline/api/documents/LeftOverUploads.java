package io.ragline.api.documents;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes what uploads that a crash broke off left in the folder for incoming files. */
@ApplicationScoped
class LeftOverUploads {
    private static final Logger LOG = Logger.getLogger(LeftOverUploads.class);
    /** Another API process may use the same folder, and an upload may take long. */
    private static final Duration CERTAINLY_OVER = Duration.ofDays(1);

    private final Path folder;

    LeftOverUploads(@ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
        this.folder = folder;
    }

    void remove(@Observes StartupEvent start) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant before = Instant.now().minus(CERTAINLY_OVER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warnf("Left-over uploads in %s could not be removed: %s", folder, e.getMessage());
        }
    }
}
