package io.ragline.api.documents;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was uploaded.
 *
 * @param filename cleaned
 * @param content on disk
 * @param externalId the caller's own id; null if the file goes by its name
 * @param metadata a JSON object; null for none
 * @param password opens it if it is encrypted
 */
record UploadedFile(
        String filename,
        Path content,
        @Nullable String externalId,
        @Nullable String metadata,
        @Nullable String password) {
    UploadedFile {
        Objects.requireNonNull(filename);
        Objects.requireNonNull(content);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return filename;
    }
}
