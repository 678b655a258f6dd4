package io.ragline.worker.extract.opendocument;

import java.util.Set;

/** Kinds of elements, by their local names. */
final class Elements {
    /** What these hold is no text, or is shown by another element as well. */
    static final Set<String> SKIPPED = Set.of(
            "tracked-changes",
            "note-citation",
            "ruby-text",
            "hidden-text",
            "content-validations",
            "forms",
            "scripts",
            "named-expressions",
            "database-ranges",
            "dde-links",
            "table-of-content-source",
            "alphabetical-index-source",
            "illustration-index-source",
            "table-index-source",
            "object-index-source",
            "user-index-source",
            "bibliography-source",
            "date-string",
            "binary-data",
            "master-styles",
            "event-listeners",
            "settings");
    /** These describe styles. */
    static final Set<String> STYLES = Set.of(
            "style",
            "text-properties",
            "table-properties",
            "drawing-page-properties",
            "list-style",
            "list-level-style-number");
    /** Frames of these classes stand on every slide. */
    static final Set<String> ON_EVERY_PAGE = Set.of("header", "footer", "date-time", "page-number");

    private Elements() {}
}
