package io.ragline.worker.extract;

import java.nio.file.Path;

/** Reads a file of one family of formats, page by page, with bounded memory. */
public interface Extractor {

    /**
     * Reads {@code file} and hands its pages to {@code sink}.
     *
     * @param mediaType what the file is, such as {@code application/pdf}
     * @throws io.ragline.model.RaglineException if the document as a whole can't be read: {@code DOCUMENT_ENCRYPTED},
     *     {@code DOCUMENT_UNREADABLE}, {@code DOCUMENT_TOO_MANY_PAGES}, {@code EXTRACTION_TIMED_OUT}, …
     */
    void extract(Path file, String mediaType, PageSink sink);
}
