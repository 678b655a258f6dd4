package io.ragline.worker.extract;

import io.ragline.model.PageWarning;

/** What can be wrong with one page, while the rest of the document is read. */
public final class PageWarnings {
    public static final String PAGE_UNREADABLE = "PAGE_UNREADABLE";
    public static final String PAGE_INCOMPLETE = "PAGE_INCOMPLETE";
    public static final String PAGE_WITHOUT_TEXT = "PAGE_WITHOUT_TEXT";

    /** On page 1, about all. */
    public static final String PAGE_ORDER_UNKNOWN = "PAGE_ORDER_UNKNOWN";

    private PageWarnings() {}

    /** @param why goes on after a colon */
    public static PageWarning unreadable(int page, String why) {
        return new PageWarning(page, PAGE_UNREADABLE, "The page can't be read: " + why);
    }

    /**
     * Part of the page was read.
     *
     * @param why goes on after a colon
     */
    public static PageWarning incomplete(int page, String why) {
        return new PageWarning(page, PAGE_INCOMPLETE, "A part of the page can't be read: " + why);
    }

    /** The document doesn't say how its pages follow each other. */
    public static PageWarning orderUnknown(int page) {
        return new PageWarning(
                page,
                PAGE_ORDER_UNKNOWN,
                "The document's list of pages is damaged: they are read in the order in which the file has them.");
    }

    /** The page has pictures, but no text. */
    public static PageWarning withoutText(int page) {
        return new PageWarning(
                page,
                PAGE_WITHOUT_TEXT,
                "The page shows only an image: reading it needs text recognition (OCR), which is not available.");
    }
}
