package io.ragline.cli.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The first key of the Ragline of a data folder, which its API leaves there if it needs keys. */
public final class LocalKey {

    private LocalKey() {}

    /** Where it is, if there is one. */
    public static Path file(Path home) {
        return home.resolve("first.key");
    }

    /** Of the data folder that the environment names, else of the project's. */
    static Optional<String> read() {
        String home = Optional.ofNullable(System.getenv("RAGLINE_HOME")).orElse("");
        String project = System.getProperty("ragline.project", "");
        if (home.isBlank() && project.isEmpty()) {
            return Optional.empty();
        }
        return read(home.isBlank() ? Path.of(project).resolve(".ragline") : Path.of(home));
    }

    /**
     * Of that data folder.
     *
     * @throws ApiException if it is there but can't be read
     */
    public static Optional<String> read(Path home) {
        if (!Files.exists(file(home))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file(home)).strip());
        } catch (IOException e) {
            throw ApiException.unreachable(
                    "The key in %s can't be read (%s). Run this as who started Ragline, or give another with RAGLINE_API_KEY."
                            .formatted(file(home), e.getMessage()));
        }
    }
}
