package io.ragline.model;

import java.util.List;
import java.util.Objects;

/**
 * A piece of a page that belongs together.
 *
 * @param kind what it is
 * @param level of a heading, 1 being the highest; 0 for all else
 * @param text what it says, on one line where the source only wraps; a table is HTML
 * @param lines where the text stands; empty where the format has no places (plain text)
 */
public record TextBlock(Kind kind, int level, String text, List<TextLine> lines) {

    /** What a block can be. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST_ITEM,
        CODE,
        TABLE,
        /** A picture: what it shows if something could tell, else {@code image on page N}. */
        IMAGE
    }

    public TextBlock {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
        if ((kind == Kind.HEADING) != (level > 0)) {
            throw new IllegalArgumentException("A %s can't have level %d".formatted(kind, level));
        }
        lines = List.copyOf(lines);
    }

    public static TextBlock paragraph(String text) {
        return new TextBlock(Kind.PARAGRAPH, 0, text, List.of());
    }

    public static TextBlock heading(int level, String text) {
        return new TextBlock(Kind.HEADING, level, text, List.of());
    }
}
