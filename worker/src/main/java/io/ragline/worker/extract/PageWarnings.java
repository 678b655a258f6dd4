package io.ragline.worker.extract;

import io.ragline.model.PageWarning;

/** What can be wrong with one page, while the rest of the document is read. */
public final class PageWarnings {
    public static final String PAGE_UNREADABLE = "PAGE_UNREADABLE";
    public static final String PAGE_WITHOUT_TEXT = "PAGE_WITHOUT_TEXT";

    private PageWarnings() {}

    /** @param why goes on after a colon */
    public static PageWarning unreadable(int page, String why) {
        return new PageWarning(page, PAGE_UNREADABLE, "The page can't be read: " + why);
    }

    /** The page has pictures, but no text. */
    public static PageWarning withoutText(int page) {
        return new PageWarning(
                page,
                PAGE_WITHOUT_TEXT,
                "The page shows only an image: reading it needs text recognition (OCR), which is not available.");
    }
}
