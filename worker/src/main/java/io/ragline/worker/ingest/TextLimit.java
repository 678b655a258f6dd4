package io.ragline.worker.ingest;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;

/**
 * Counts the text of a document and ends its reading when it is too much: a file of a few hundred kilobytes can unpack to text that
 * takes hours to embed, while everybody waits behind it.
 */
final class TextLimit {
    private final long max;
    private long characters;

    TextLimit(long max) {
        this.max = max;
    }

    /** @throws RaglineException {@code EXTRACTION_TOO_LARGE} if the pages until now have more text than a document may have */
    void count(Page page) {
        for (TextBlock block : page.blocks()) {
            characters += block.text().length();
        }
        if (characters > max) {
            throw new RaglineException(
                    ErrorCode.EXTRACTION_TOO_LARGE,
                    "The document has more than %,d characters of text. Split it, or raise ragline.extraction.max-characters."
                            .formatted(max));
        }
    }

    long characters() {
        return characters;
    }
}
