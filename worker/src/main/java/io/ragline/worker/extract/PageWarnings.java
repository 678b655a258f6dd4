package io.ragline.worker.extract;

import io.ragline.model.PageWarning;

/** What can be wrong with one page, while the rest of the document is read. */
public final class PageWarnings {
    public static final String PAGE_UNREADABLE = "PAGE_UNREADABLE";
    public static final String PAGE_WITHOUT_TEXT = "PAGE_WITHOUT_TEXT";

    public static final String ATTACHMENT_UNREADABLE = "ATTACHMENT_UNREADABLE";
    public static final String ATTACHMENT_SKIPPED = "ATTACHMENT_SKIPPED";
    public static final String HIDDEN_PART_SKIPPED = "HIDDEN_PART_SKIPPED";

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

    /** @param why goes on after a colon */
    public static PageWarning unreadable(int page, String part, String why) {
        return new PageWarning(page, PAGE_UNREADABLE, "%s can't be read: %s".formatted(part, why));
    }

    /** A file inside the document is of a kind that is read, but can't be. */
    public static PageWarning attachmentUnreadable(int page, String name, String why) {
        return new PageWarning(page, ATTACHMENT_UNREADABLE, "The attachment %s can't be read: %s".formatted(name, why));
    }

    /** @param why goes on after a colon */
    public static PageWarning attachmentSkipped(int page, String name, String why) {
        return new PageWarning(page, ATTACHMENT_SKIPPED, "The attachment %s is left out: %s".formatted(name, why));
    }

    /** A sheet or slide that isn't shown to who opens the document. */
    public static PageWarning hidden(int page, String part) {
        return new PageWarning(page, HIDDEN_PART_SKIPPED, part + " is hidden and left out.");
    }
}
