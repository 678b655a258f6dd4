package io.ragline.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about itself.
 *
 * @param title as its author gave it, not its file name
 * @param author whoever is named as such
 * @param language a BCP 47 tag such as {@code en-GB}
 * @param created when it was written
 * @param outline its bookmarks or table of contents, in order; empty if it has none
 */
public record DocumentInfo(
        @Nullable String title,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant created,
        List<OutlineEntry> outline) {

    /** Of a document that says nothing. */
    public static final DocumentInfo NONE = new DocumentInfo(null, null, null, null, List.of());

    /**
     * A bookmark.
     *
     * @param level from 1, the highest
     * @param title what it says
     * @param page where it leads, counted from 1; null if nowhere in the document
     */
    public record OutlineEntry(
            int level, String title, @Nullable Integer page) {
        public OutlineEntry {
            Objects.requireNonNull(title);
            if (level < 1) {
                throw new IllegalArgumentException("Levels count from 1, not %d".formatted(level));
            }
        }
    }

    public DocumentInfo {
        outline = List.copyOf(outline);
    }
}
