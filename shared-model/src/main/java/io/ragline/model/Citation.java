package io.ragline.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Where a sentence of an answer comes from.
 *
 * @param n its number in the answer, as in {@code [1]}
 * @param documentId the document
 * @param filename the document's name
 * @param page on which the quote starts, counted from 1
 * @param quote word for word from the document
 * @param score of the passage it is from, see {@link Passage#score()}
 */
public record Citation(int n, UUID documentId, String filename, int page, String quote, double score) {
    public Citation {
        Objects.requireNonNull(documentId);
        Objects.requireNonNull(filename);
        Objects.requireNonNull(quote);
    }
}
