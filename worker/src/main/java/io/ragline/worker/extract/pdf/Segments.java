package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes segments of glyphs, in the order in which the page draws them: a segment ends where the drawing goes to another
 * baseline, back, or ahead over a wide gap.
 */
final class Segments {
    private Segments() {}

    static List<Segment> of(List<Glyph> glyphs) {
        return of(glyphs, Writing.of(glyphs));
    }

    /** @param writing of the whole page, of which these may be some glyphs */
    static List<Segment> of(List<Glyph> glyphs, Writing writing) {
        if (writing.any()) {
            return RightToLeftLines.segments(glyphs, writing);
        }
        List<Segment> segments = new ArrayList<>();
        for (GlyphLine line : lines(glyphs)) {
            SegmentText text = new SegmentText(line.glyphs());
            if (!text.isBlank()) {
                segments.add(line.segment(text, text.text(), false));
            }
        }
        return segments;
    }

    static List<GlyphLine> lines(List<Glyph> glyphs) {
        List<GlyphLine> lines = new ArrayList<>();
        GlyphLine open = new GlyphLine();
        for (Glyph glyph : glyphs) {
            if (!open.isEmpty() && !open.isContinuedBy(glyph)) {
                lines.add(open);
                open = new GlyphLine();
            }
            open.add(glyph);
        }
        if (!open.isEmpty()) {
            lines.add(open);
        }
        return lines;
    }
}
