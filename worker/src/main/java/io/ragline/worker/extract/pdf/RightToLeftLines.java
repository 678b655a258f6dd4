package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes segments of the lines of a page with text that runs from right to left. Programs draw the parts of such a line
 * in the order in which they are read, or in that in which they stand, or in any other, so that only their places tell
 * what a line is.
 */
final class RightToLeftLines {
    /** In characters. Beyond this it is no line that anybody reads; to put it in order would take long. */
    private static final int LONGEST_LINE = 4_000;

    private final List<GlyphLine> drawn;
    private final boolean pageRunsLeftwards;

    private RightToLeftLines(List<Glyph> glyphs, boolean pageRunsLeftwards) {
        this.drawn = Segments.lines(glyphs);
        this.pageRunsLeftwards = pageRunsLeftwards;
    }

    static List<Segment> segments(List<Glyph> glyphs, Writing writing) {
        List<Segment> segments = new ArrayList<>();
        for (GlyphLine line : new RightToLeftLines(glyphs, writing.leftwards()).joined()) {
            Written written = Written.of(line);
            if (!written.text.isBlank()) {
                segments.add(written.segment(writing));
            }
        }
        return segments;
    }

    /** The texts of the lines that have something from right to left, each from left to right as it stands. */
    static List<String> asTheyStand(List<Glyph> glyphs, boolean pageRunsLeftwards) {
        return new RightToLeftLines(glyphs, pageRunsLeftwards)
                .joined().stream()
                        .filter(GlyphLine::hasRightToLeft)
                        .map(line -> Written.of(line).text.text())
                        .filter(text -> text.length() <= LONGEST_LINE)
                        .toList();
    }

    /** Joins the parts of a line that stand side by side, where some of them run from right to left. */
    private List<GlyphLine> joined() {
        List<GlyphLine> joined = new ArrayList<>();
        for (int from = 0; from < drawn.size(); ) {
            int to = from + 1;
            while (to < drawn.size() && drawn.get(to).onBaselineOf(drawn.get(to - 1))) {
                to++;
            }
            joined.addAll(sideBySide(drawn.subList(from, to)));
            from = to;
        }
        return joined;
    }

    private List<GlyphLine> sideBySide(List<GlyphLine> parts) {
        if (parts.size() == 1) {
            return parts;
        }
        List<Integer> across = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> parts.get(i).left()))
                .toList();
        List<Cluster> clusters = new ArrayList<>();
        for (int place : across) {
            GlyphLine part = parts.get(place);
            if (clusters.isEmpty() || !clusters.getLast().touches(part)) {
                clusters.add(new Cluster());
            }
            clusters.getLast().add(part, place);
        }
        return clusters.stream()
                .sorted(Comparator.comparingInt(cluster -> cluster.firstDrawn))
                .flatMap(cluster -> cluster.lines().stream())
                .toList();
    }

    /** Parts of a line with only narrow gaps between them. */
    private final class Cluster {
        private final List<GlyphLine> parts = new ArrayList<>();
        private float right;
        private float size;
        private boolean rightToLeft;
        private boolean leftToRight;
        private int firstDrawn = Integer.MAX_VALUE;

        boolean touches(GlyphLine part) {
            return part.left() - right <= GlyphLine.WIDE_GAP * Math.max(size, part.size());
        }

        void add(GlyphLine part, int place) {
            right = parts.isEmpty() ? part.right() : Math.max(right, part.right());
            size = Math.max(size, part.size());
            rightToLeft |= part.hasRightToLeft();
            leftToRight |= part.hasLeftToRight();
            firstDrawn = Math.min(firstDrawn, place);
            parts.add(part);
        }

        List<GlyphLine> lines() {
            // numbers and signs alone run as the page does
            boolean leftwards = rightToLeft || pageRunsLeftwards && !leftToRight;
            return leftwards && parts.size() > 1 ? List.of(GlyphLine.joined(parts)) : parts;
        }
    }

    /** A line with its text as it stands there, from left to right. */
    private record Written(GlyphLine glyphs, SegmentText text) {
        static Written of(GlyphLine line) {
            return new Written(
                    line, new SegmentText(line.isOutOfOrder() ? Marks.joined(line.glyphs()) : line.glyphs()));
        }

        Segment segment(Writing writing) {
            if (!glyphs.isOutOfOrder() || text.text().length() > LONGEST_LINE) {
                return glyphs.segment(text, text.text(), false);
            }
            String shown = writing.brackets().asShown(text.text());
            boolean leftwards = LineDirection.isLeftwards(shown, writing.leftwards());
            return glyphs.segment(text, LogicalOrder.of(shown, leftwards).strip(), leftwards);
        }
    }
}
