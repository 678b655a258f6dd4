package io.ragline.worker.extract;

import io.ragline.model.PageWarning;

/** What can be wrong with one page, while the rest of the document is read. */
public final class PageWarnings {
    public static final String PAGE_UNREADABLE = "PAGE_UNREADABLE";
    public static final String PAGE_INCOMPLETE = "PAGE_INCOMPLETE";
    public static final String PAGE_WITHOUT_TEXT = "PAGE_WITHOUT_TEXT";

    public static final String ATTACHMENT_UNREADABLE = "ATTACHMENT_UNREADABLE";
    public static final String ATTACHMENT_SKIPPED = "ATTACHMENT_SKIPPED";
    public static final String HIDDEN_PART_SKIPPED = "HIDDEN_PART_SKIPPED";
    public static final String TEXT_NOT_RECOGNISED = "TEXT_NOT_RECOGNISED";
    public static final String IMAGE_NOT_DESCRIBED = "IMAGE_NOT_DESCRIBED";

    /** On page 1, about all. */
    public static final String PAGE_ORDER_UNKNOWN = "PAGE_ORDER_UNKNOWN";

    /** On page 1, about all. */
    public static final String PAGES_MISSING = "PAGES_MISSING";

    public static final String PAGE_SIZE_WRONG = "PAGE_SIZE_WRONG";

    private PageWarnings() {}

    /**
     * The file doesn't hold all the pages that it lists.
     *
     * @param stated how many it should have
     * @param found how many it has
     */
    public static PageWarning pagesMissing(int stated, int found) {
        return new PageWarning(
                1,
                PAGES_MISSING,
                ("The file says that it has %,d pages, and %,d were found: it is damaged or cut off. What was found is"
                                + " read, and counted from 1.")
                        .formatted(stated, found));
    }

    /** @param size as the document states it */
    public static PageWarning sizeWrong(int page, String size) {
        return new PageWarning(
                page,
                PAGE_SIZE_WRONG,
                "The page's size is given as %s, which no page has: it is taken to be as large as its text."
                        .formatted(size));
    }

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

    /** The page has pictures, and recognition found no text in them. */
    public static PageWarning noTextRecognised(int page) {
        return new PageWarning(
                page, PAGE_WITHOUT_TEXT, "The page shows only an image, in which no text was recognised.");
    }

    /** @param why goes on after a colon */
    public static PageWarning notRecognised(int page, String why) {
        return new PageWarning(page, TEXT_NOT_RECOGNISED, "The text in an image of the page can't be read: " + why);
    }

    /** @param why goes on after a colon */
    public static PageWarning notDescribed(int page, String why) {
        return new PageWarning(
                page, IMAGE_NOT_DESCRIBED, "The vision model has not described an image of the page: " + why);
    }
}
