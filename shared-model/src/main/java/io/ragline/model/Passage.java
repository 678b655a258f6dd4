package io.ragline.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A chunk that was found for a question.
 *
 * @param documentId the document it is from
 * @param versionId the version of it
 * @param version that version's number, counted from 1
 * @param filename the document's name
 * @param chunk the chunk
 * @param relevance how well it fits
 * @param surroundings what is around it
 */
public record Passage(
        UUID documentId,
        UUID versionId,
        int version,
        String filename,
        Chunk chunk,
        Relevance relevance,
        Surroundings surroundings) {
    public Passage {
        Objects.requireNonNull(documentId);
        Objects.requireNonNull(versionId);
        Objects.requireNonNull(filename);
        Objects.requireNonNull(chunk);
        Objects.requireNonNull(relevance);
        Objects.requireNonNull(surroundings);
    }

    /** What the ranking goes by, see {@link Relevance#score()}. */
    public double score() {
        return relevance.score();
    }

    public Passage with(Relevance other) {
        return new Passage(documentId, versionId, version, filename, chunk, other, surroundings);
    }

    public Passage with(Surroundings other) {
        return new Passage(documentId, versionId, version, filename, chunk, relevance, other);
    }

    /** The headings above the passage, highest first. */
    public List<String> headingPath() {
        return chunk.headingPath();
    }
}
