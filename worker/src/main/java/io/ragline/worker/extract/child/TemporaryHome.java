package io.ragline.worker.extract.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder in which a child may leave temporary files. */
final class TemporaryHome {
    private static final System.Logger LOG = System.getLogger(TemporaryHome.class.getName());

    private static final String PREFIX = "ragline-extract-";

    private TemporaryHome() {}

    static Path create() throws IOException {
        return Files.createTempDirectory(PREFIX);
    }

    /** In the child: deletes its own. */
    static void deleteOwn() {
        Path own = Path.of(System.getProperty("java.io.tmpdir"));
        if (own.getFileName().toString().startsWith(PREFIX)) {
            delete(own);
        }
    }

    static void delete(Path home) {
        try (Stream<Path> files = Files.exists(home) ? Files.walk(home) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "Temporary files of an extraction are left in " + home, e);
        }
    }
}
