package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Glyphs on one baseline without a wide gap, in the order in which the page draws them. */
final class GlyphLine {
    /** In parts of the font size. Wider than a space of justified text, narrower than the gap of two columns. */
    static final float WIDE_GAP = 1.3f;

    private static final float BACK = 0.6f;
    private static final float BACK_OF_SCRIPT = 2.5f;
    private static final float OFF_BASELINE = 0.55f;

    private final List<Glyph> glyphs = new ArrayList<>();
    private float left;
    private float right;
    private float baseline;
    private float size;
    private boolean rightToLeft;
    private boolean leftToRight;
    private boolean joined;

    /** Whether some of its letters are written from right to left. */
    boolean hasRightToLeft() {
        return rightToLeft;
    }

    boolean hasLeftToRight() {
        return leftToRight;
    }

    /** Whether its glyphs may be drawn in another order than that in which they stand. */
    boolean isOutOfOrder() {
        return rightToLeft || joined;
    }

    boolean isEmpty() {
        return glyphs.isEmpty();
    }

    List<Glyph> glyphs() {
        return glyphs;
    }

    float left() {
        return left;
    }

    float right() {
        return right;
    }

    float size() {
        return size;
    }

    int direction() {
        return glyphs.getFirst().direction();
    }

    /** Adds a glyph that continues the line; a blank one doesn't begin it. */
    void add(Glyph glyph) {
        if (glyphs.isEmpty()) {
            if (glyph.blank()) {
                return;
            }
            left = glyph.x();
            right = glyph.right();
            baseline = glyph.baseline();
            size = glyph.size();
        }
        glyphs.add(glyph);
        rightToLeft |= GlyphText.hasRightToLeft(glyph.text());
        leftToRight |= GlyphText.hasLeftToRight(glyph.text());
        left = Math.min(left, glyph.x());
        if (!glyph.blank()) {
            right = Math.max(right, glyph.right());
            if (glyph.size() > size) {
                // the mark of a footnote came first: the line is where the larger letters stand
                size = glyph.size();
                baseline = glyph.baseline();
            }
        }
    }

    boolean isContinuedBy(Glyph glyph) {
        float em = Math.max(size, glyph.size());
        boolean sameLine =
                glyph.direction() == direction() && Math.abs(glyph.baseline() - baseline) <= OFF_BASELINE * em;
        if (!sameLine) {
            return false;
        }
        float gap = glyph.x() - right;
        if (rightToLeft || GlyphText.hasRightToLeft(glyph.text())) {
            return gap <= WIDE_GAP * em && left - glyph.right() <= WIDE_GAP * em;
        }
        boolean script = glyph.size() < 0.85f * size;
        return gap <= WIDE_GAP * em && gap >= -(script ? BACK_OF_SCRIPT : BACK) * em;
    }

    boolean onBaselineOf(GlyphLine other) {
        return direction() == other.direction()
                && Math.abs(baseline - other.baseline) <= OFF_BASELINE * Math.max(size, other.size);
    }

    /** All their glyphs as one line. */
    static GlyphLine joined(Collection<GlyphLine> lines) {
        GlyphLine joined = new GlyphLine();
        lines.forEach(line -> line.glyphs.forEach(joined::add));
        joined.joined = true;
        return joined;
    }

    /** @param text of the line, which may be in another order than its glyphs */
    Segment segment(SegmentText set, String text, boolean runsLeftwards) {
        return new Segment(
                GlyphText.compose(text),
                direction(),
                left,
                Math.max(left, right),
                baseline,
                set.mainSize(),
                set.bold(),
                runsLeftwards ? set.lastWord() : set.firstWord(),
                runsLeftwards);
    }
}
