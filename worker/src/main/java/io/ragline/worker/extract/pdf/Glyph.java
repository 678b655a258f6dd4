package io.ragline.worker.extract.pdf;

/**
 * A glyph in the coordinates of its own reading direction: x along the line, y (the baseline) growing downwards.
 *
 * @param direction of the text in the page's unrotated space: 0, 90, 180 or 270 degrees
 * @param size of the font in points, as shown
 * @param space width of the font's space in points
 */
record Glyph(String text, int direction, float x, float baseline, float width, float size, float space, boolean bold) {

    float right() {
        return x + width;
    }

    boolean blank() {
        return text.isBlank();
    }

    /** A glyph that stands for several letters written from right to left, with these in the order as seen. */
    Glyph asSeen() {
        return text.length() > 1 && GlyphText.hasRightToLeft(text)
                ? with(new StringBuilder(text).reverse().toString())
                : this;
    }

    Glyph with(String otherText) {
        return new Glyph(otherText, direction, x, baseline, width, size, space, bold);
    }
}
