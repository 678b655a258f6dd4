package io.ragline.worker.extract;

/** Reads a file of one family of formats, page by page, with bounded memory. */
public interface Extractor {

    /**
     * Reads {@code source} and hands its pages to {@code sink}.
     *
     * @throws io.ragline.model.RaglineException if the document as a whole can't be read: {@code DOCUMENT_ENCRYPTED},
     *     {@code DOCUMENT_UNREADABLE}, {@code DOCUMENT_TOO_MANY_PAGES}, {@code EXTRACTION_TIMED_OUT}, …
     */
    void extract(Source source, PageSink sink);
}
