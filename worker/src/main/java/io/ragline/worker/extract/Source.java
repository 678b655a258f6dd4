package io.ragline.worker.extract;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file to be read.
 *
 * @param file its content
 * @param mediaType what it is, such as {@code application/pdf}
 * @param password opens it if it is encrypted; never logged
 */
public record Source(Path file, String mediaType, @Nullable String password) {
    public Source {
        Objects.requireNonNull(file);
        Objects.requireNonNull(mediaType);
    }

    /** A file that needs no password. */
    public static Source of(Path file, String mediaType) {
        return new Source(file, mediaType, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s (%s)".formatted(file, mediaType);
    }
}
