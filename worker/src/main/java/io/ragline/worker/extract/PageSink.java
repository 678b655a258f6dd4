package io.ragline.worker.extract;

import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;

/**
 * Takes a document page by page, in order, while it is being read. Any of its methods may throw to stop the reading:
 * what it throws reaches the caller of {@link Extractor#extract}.
 */
public interface PageSink {

    /**
     * The document has that many pages. Called before the first page, and again when there turn out to be more: those of
     * attachments, say.
     */
    void pages(int total);

    /** What the document says about itself. Called at most once, at any time. */
    default void info(DocumentInfo info) {}

    /**
     * The next page was read. Of a format without pages, the one page comes in parts, so that a long text need not be
     * held in memory: each part is a page of the same number that holds whole blocks.
     */
    void page(Page page);

    /** Whether to be given pictures too, which costs time and bytes. */
    default boolean wantsPictures() {
        return false;
    }

    /**
     * A picture of the page, or part of a page, that comes next. Called only if they are wanted, and in no particular
     * order.
     */
    default void picture(Picture picture) {}

    /** Something of a page could not be read. */
    void warning(PageWarning warning);

    /**
     * Nothing new yet. Called now and then (several times a second) while a slow document is waited for, so that the
     * reading can be stopped in between pages too.
     */
    default void waiting() {}
}
