package io.ragline.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Whose chunks these are: those that one attempt at one version of a document wrote. Only the attempt that the catalogue
 * names is ever seen by a question, so a half-written, superseded or deleted version stays hidden whatever an index holds.
 *
 * @param documentId the document
 * @param versionId the version of it
 * @param attempt the run of the job that wrote them, from 1
 */
public record ChunkOwner(UUID documentId, UUID versionId, int attempt) {
    public ChunkOwner {
        Objects.requireNonNull(documentId);
        Objects.requireNonNull(versionId);
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempts count from 1, not %d".formatted(attempt));
        }
    }
}
