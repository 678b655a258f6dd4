package io.ragline.worker.extract.pdf.table;

import java.util.List;

/**
 * A word on a page.
 *
 * @param baseline y of the line that it stands on
 * @param size of its font in points
 * @param glyphs which of the page's glyphs it is made of, by their places in the caller's list
 */
public record Word(
        String text, float left, float right, float baseline, float size, boolean bold, List<Integer> glyphs) {
    /** Share of the font size that stands above the baseline, for nearly all fonts. */
    private static final float ASCENT = 0.76f;

    private static final float DESCENT = 0.24f;

    public Word {
        glyphs = List.copyOf(glyphs);
    }

    float top() {
        return baseline - ASCENT * size;
    }

    float bottom() {
        return baseline + DESCENT * size;
    }

    float width() {
        return right - left;
    }

    float centreAcross() {
        return (left + right) / 2;
    }

    /** Of its small letters, which is where the eye sees the line. */
    float centreDown() {
        return baseline - 0.3f * size;
    }

    /** Dots or a line that lead the eye from an entry to its number. */
    boolean isLeader() {
        return !text.isEmpty() && text.chars().allMatch(c -> ".…·_‥․".indexOf(c) >= 0);
    }
}
