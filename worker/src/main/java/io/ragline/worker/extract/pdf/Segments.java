package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes segments of glyphs, in the order in which the page draws them: a segment ends where the drawing goes to another
 * baseline, back, or ahead over a wide gap.
 */
final class Segments {
    /** In parts of the font size. Wider than a space of justified text, narrower than the gap of two columns. */
    private static final float WIDE_GAP = 1.3f;

    private static final float BACK = 0.6f;
    private static final float BACK_OF_SCRIPT = 2.5f;
    private static final float OFF_BASELINE = 0.55f;

    private final List<Segment> done = new ArrayList<>();
    private final List<Glyph> line = new ArrayList<>();
    private float left;
    private float right;
    private float baseline;
    private float size;
    private boolean rightToLeft;

    private Segments() {}

    static List<Segment> of(List<Glyph> glyphs) {
        Segments segments = new Segments();
        glyphs.forEach(segments::add);
        segments.finish();
        return segments.done;
    }

    private void add(Glyph glyph) {
        if (!line.isEmpty() && !continues(glyph)) {
            finish();
        }
        if (line.isEmpty()) {
            if (glyph.blank()) {
                return;
            }
            start(glyph);
        }
        line.add(glyph);
        rightToLeft |= GlyphText.hasRightToLeft(glyph.text());
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

    private void start(Glyph glyph) {
        left = glyph.x();
        right = glyph.right();
        baseline = glyph.baseline();
        size = glyph.size();
        rightToLeft = false;
    }

    private boolean continues(Glyph glyph) {
        float em = Math.max(size, glyph.size());
        boolean sameLine = glyph.direction() == line.getFirst().direction()
                && Math.abs(glyph.baseline() - baseline) <= OFF_BASELINE * em;
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

    private void finish() {
        if (line.isEmpty()) {
            return;
        }
        if (rightToLeft) {
            line.sort(Comparator.comparingDouble(Glyph::x));
            line.replaceAll(Glyph::asSeen);
        }
        SegmentText text = new SegmentText(line);
        if (!text.isBlank()) {
            String written = GlyphText.compose(text.text());
            done.add(new Segment(
                    rightToLeft ? GlyphText.logicalOrder(written).strip() : written,
                    line.getFirst().direction(),
                    left,
                    Math.max(left, right),
                    baseline,
                    text.mainSize(),
                    text.bold(),
                    text.firstWord()));
        }
        line.clear();
    }
}
