package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a page's segments are read. Nearly every program draws a page in the order in which it is read,
 * columns included, and no geometry knows better: that order is kept, unless it plainly isn't one, because it keeps
 * going back up in the same column, or because it goes to and fro over the gap between two columns of prose. Then the
 * page is cut along its gaps (an XY cut: columns first, then bands), which keeps the rows of tables together.
 */
final class ReadingOrder {
    /** Beyond this, cutting may take too long; such a page is no prose anyway. */
    private static final int MAX_SEGMENTS_TO_CUT = 4_000;

    private static final Comparator<Segment> DOWN_THEN_ACROSS =
            Comparator.comparingDouble(Segment::baseline).thenComparingDouble(Segment::left);

    private ReadingOrder() {}

    static List<Segment> of(List<Segment> drawn) {
        List<Segment> ordered = new ArrayList<>(drawn.size());
        byDirection(drawn).forEach(group -> ordered.addAll(isReadable(group) ? group : cut(group)));
        return ordered;
    }

    /**
     * Puts segments that the page itself doesn't draw (the entries of a form) where they are read: behind what stands
     * left of them on the same line, else below what stands above them.
     */
    static List<Segment> with(List<Segment> ordered, List<Segment> added) {
        List<Segment> all = new ArrayList<>(ordered);
        for (Segment segment : sorted(added)) {
            all.add(placeOf(segment, all), segment);
        }
        return all;
    }

    private static int placeOf(Segment segment, List<Segment> all) {
        int place = 0;
        float nearest = Float.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            float distance = distanceBehind(all.get(i), segment);
            if (distance <= nearest) {
                nearest = distance;
                place = i + 1;
            }
        }
        return place;
    }

    /** What stands on the same line is always nearer than what stands above. */
    private static float distanceBehind(Segment before, Segment segment) {
        if (before.direction() != segment.direction()) {
            return Float.MAX_VALUE;
        }
        float lineHeight = Math.max(before.size(), segment.size());
        float down = segment.baseline() - before.baseline();
        if (Math.abs(down) < 0.8f * lineHeight && before.left() < segment.left()) {
            return Math.max(0, segment.left() - before.right()) / 1_000;
        }
        return down > 0 ? 1_000 + down + Math.max(0, before.left() - segment.right()) : Float.MAX_VALUE;
    }

    /** Text turned against the rest (a label at the side) is read after it, not amid its lines. */
    private static List<List<Segment>> byDirection(List<Segment> drawn) {
        List<List<Segment>> groups = new ArrayList<>();
        for (Segment segment : drawn) {
            List<Segment> group = groups.stream()
                    .filter(g -> g.getFirst().direction() == segment.direction())
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
            }
            group.add(segment);
        }
        return groups;
    }

    private static boolean isReadable(List<Segment> drawn) {
        int backwards = 0;
        for (int i = 1; i < drawn.size(); i++) {
            backwards += goesBack(drawn.get(i - 1), drawn.get(i)) ? 1 : 0;
        }
        return backwards <= Math.max(2, drawn.size() / 12) && !isZigzag(drawn);
    }

    private static boolean isZigzag(List<Segment> drawn) {
        List<Segment> besideAnother = new ArrayList<>();
        for (Row row : Row.of(drawn)) {
            if (row.segments().size() > 1) {
                besideAnother.addAll(row.segments());
            }
        }
        return besideAnother.size() <= MAX_SEGMENTS_TO_CUT
                && ColumnGap.between(besideAnother)
                        .filter(gap -> gap.isCrossedBy(besideAnother))
                        .isPresent();
    }

    private static boolean goesBack(Segment before, Segment next) {
        float em = Math.max(before.size(), next.size());
        boolean up = next.baseline() < before.baseline() - 0.6f * em && next.overlapsAcross(before);
        boolean back = before.leftwards() && next.leftwards()
                ? next.left() >= before.right() - 0.3f * em
                : next.right() <= before.left() + 0.3f * em;
        return up || next.onBaselineOf(before) && back;
    }

    private static List<Segment> cut(List<Segment> drawn) {
        List<Segment> ordered = new ArrayList<>(drawn.size());
        if (drawn.size() > MAX_SEGMENTS_TO_CUT) {
            appendRows(drawn, ordered);
        } else {
            cut(drawn, ordered);
        }
        return ordered;
    }

    private static void cut(List<Segment> part, List<Segment> ordered) {
        var columns = ColumnGap.between(part);
        if (columns.isPresent()) {
            List<Segment> left = columns.get().leftOf(part);
            List<Segment> right = columns.get().rightOf(part);
            boolean leftwards = runsLeftwards(part);
            cut(leftwards ? right : left, ordered);
            cut(leftwards ? left : right, ordered);
            return;
        }
        int band = widestBand(part);
        if (band > 0) {
            List<Segment> down = sorted(part);
            cut(down.subList(0, band), ordered);
            cut(down.subList(band, down.size()), ordered);
        } else {
            appendRows(part, ordered);
        }
    }

    /** How many segments, from the top, stand above the widest gap that goes right across; 0 if there is none. */
    private static int widestBand(List<Segment> part) {
        List<Segment> down = sorted(part);
        float bottom = down.getFirst().bottom();
        float widest = 0;
        int above = 0;
        for (int i = 1; i < down.size(); i++) {
            Segment segment = down.get(i);
            float gap = segment.top() - bottom;
            if (gap > widest) {
                widest = gap;
                above = i;
            }
            bottom = Math.max(bottom, segment.bottom());
        }
        return above;
    }

    private static List<Segment> sorted(List<Segment> part) {
        return part.stream().sorted(DOWN_THEN_ACROSS).toList();
    }

    /** Whether most of its text is read from right to left. */
    private static boolean runsLeftwards(List<Segment> part) {
        int letters = 0;
        for (Segment segment : part) {
            letters += segment.leftwards()
                    ? segment.text().length()
                    : -segment.text().length();
        }
        return letters > 0;
    }

    private static void appendRows(List<Segment> part, List<Segment> ordered) {
        List<Segment> row = new ArrayList<>();
        for (Segment segment : sorted(part)) {
            if (!row.isEmpty() && !segment.onBaselineOf(row.getFirst())) {
                flush(row, ordered);
            }
            row.add(segment);
        }
        flush(row, ordered);
    }

    private static void flush(List<Segment> row, List<Segment> ordered) {
        Comparator<Segment> across = Comparator.comparingDouble(Segment::left);
        row.sort(runsLeftwards(row) ? across.reversed() : across);
        ordered.addAll(row);
        row.clear();
    }
}
