package io.ragline.worker.extract.pdf;

/**
 * A stretch of text on one baseline without a wide gap: a line, or a cell of one. In the coordinates of its reading
 * direction, y growing downwards.
 *
 * @param size of the font that most of it is set in, in points
 * @param bold whether most of its letters are bold
 * @param firstWord width of its first word, in points
 * @param leftwards whether it is read from right to left
 */
record Segment(
        String text,
        int direction,
        float left,
        float right,
        float baseline,
        float size,
        boolean bold,
        float firstWord,
        boolean leftwards) {

    /** Share of the font size that stands above the baseline, for nearly all fonts. */
    private static final float ASCENT = 0.76f;

    private static final float DESCENT = 0.24f;

    float top() {
        return baseline - ASCENT * size;
    }

    float bottom() {
        return baseline + DESCENT * size;
    }

    float width() {
        return right - left;
    }

    /** Whether the other stands in the same column, at least in part. */
    boolean overlapsAcross(Segment other) {
        float shared = Math.min(right, other.right) - Math.max(left, other.left);
        return shared > 0.2f * Math.min(width(), other.width());
    }

    boolean onBaselineOf(Segment other) {
        return direction == other.direction && Math.abs(baseline - other.baseline) < 0.35f * Math.max(size, other.size);
    }
}
