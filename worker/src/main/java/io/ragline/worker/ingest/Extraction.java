package io.ragline.worker.ingest;

import io.ragline.model.DocumentInfo;
import io.ragline.model.PageWarning;
import java.util.List;

/**
 * A document that has been read, kept as a blob.
 *
 * @param sha256 of the blob
 * @param pages how many the document has
 * @param characters of text on them
 * @param warnings what of which page could not be read
 * @param info what the document says about itself
 */
record Extraction(String sha256, int pages, long characters, List<PageWarning> warnings, DocumentInfo info) {
    Extraction {
        warnings = List.copyOf(warnings);
    }
}
