package io.ragline.worker.ingest;

import io.ragline.model.PageWarning;
import java.util.List;

/**
 * A document that has been read, kept as a blob.
 *
 * @param sha256 of the blob
 * @param pages how many the document has
 * @param warnings what of which page could not be read
 */
record Extraction(String sha256, int pages, List<PageWarning> warnings) {
    Extraction {
        warnings = List.copyOf(warnings);
    }
}
