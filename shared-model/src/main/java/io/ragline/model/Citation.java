package io.ragline.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a sentence of an answer comes from.
 *
 * @param n the number behind the sentence, as in {@code [1]}; sentences that go back to the same passage may share it
 * @param documentId the document
 * @param versionId the version of it that was read
 * @param version that version's number, counted from 1
 * @param filename the document's name
 * @param page on which the quote starts, counted from 1
 * @param pageLabel that page's number as printed on it; null if the document does not say
 * @param quote word for word from the document
 * @param score of the passage it is from, see {@link Passage#score()}
 * @param boxes where the quote stands, a box a line, each with its page; empty where the format has no places
 * @param answerStart where the sentence that it supports begins in the answer, in UTF-16 units
 * @param answerEnd where that sentence ends, with its references
 */
public record Citation(
        int n,
        UUID documentId,
        UUID versionId,
        int version,
        String filename,
        int page,
        @Nullable String pageLabel,
        String quote,
        double score,
        List<PageBox> boxes,
        int answerStart,
        int answerEnd) {
    public Citation {
        Objects.requireNonNull(documentId);
        Objects.requireNonNull(versionId);
        Objects.requireNonNull(filename);
        Objects.requireNonNull(quote);
        boxes = List.copyOf(boxes);
    }

    /** This, for a sentence that stands elsewhere in the answer. */
    public Citation at(int start, int end) {
        return new Citation(
                n, documentId, versionId, version, filename, page, pageLabel, quote, score, boxes, start, end);
    }

    /**
     * Cites {@code text[start, end)} of a passage.
     *
     * @param answerStart where the sentence that it supports begins in the answer
     * @param answerEnd where that sentence ends
     */
    public static Citation of(int n, Passage passage, int start, int end, int answerStart, int answerEnd) {
        Chunk chunk = passage.chunk();
        return new Citation(
                n,
                passage.documentId(),
                passage.versionId(),
                passage.version(),
                passage.filename(),
                chunk.pageAt(start),
                chunk.pageLabelAt(start),
                chunk.text().substring(start, end),
                passage.score(),
                chunk.boxes(start, end),
                answerStart,
                answerEnd);
    }
}
