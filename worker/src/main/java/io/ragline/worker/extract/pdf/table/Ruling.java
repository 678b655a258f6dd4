package io.ragline.worker.extract.pdf.table;

/**
 * A straight line that is drawn across or down the page, or the edge of a coloured area.
 *
 * @param at y of a horizontal line, x of a vertical one
 * @param from where it begins on the other axis
 * @param to where it ends, at least {@code from}
 * @param weight its thickness in points; 0 for the edge of an area
 */
public record Ruling(boolean horizontal, float at, float from, float to, float weight) {
    public Ruling {
        if (!(from <= to) || !Float.isFinite(at) || !Float.isFinite(to - from)) {
            throw new IllegalArgumentException("A ruling can't go from %s to %s at %s".formatted(from, to, at));
        }
    }

    float length() {
        return to - from;
    }

    /** How much of the stretch it covers. */
    float covers(float start, float end) {
        return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }

    /** Whether a line of the other direction meets it, or nearly does. */
    boolean meets(Ruling other, float tolerance) {
        return other.at >= from - tolerance
                && other.at <= to + tolerance
                && at >= other.from - tolerance
                && at <= other.to + tolerance;
    }
}
