package io.ragline.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that was found for a question.
 *
 * @param documentId the document it is from
 * @param versionId the version of it
 * @param version that version's number, counted from 1
 * @param filename the document's name
 * @param chunk the chunk
 * @param score fused, 0 to 1, comparable within one question only
 * @param vectorScore cosine similarity, -1 to 1; null when the vector search did not find it
 * @param textScore BM25; null when the text search did not find it
 */
public record Passage(
        UUID documentId,
        UUID versionId,
        int version,
        String filename,
        Chunk chunk,
        double score,
        @Nullable Double vectorScore,
        @Nullable Double textScore) {
    public Passage {
        Objects.requireNonNull(documentId);
        Objects.requireNonNull(versionId);
        Objects.requireNonNull(filename);
        Objects.requireNonNull(chunk);
    }

    /** The headings above the passage, highest first. */
    public List<String> headingPath() {
        return chunk.headingPath();
    }
}
