package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The gap between two columns of prose: no segment crosses it, and on both sides stand several lines that are too long
 * to be the cells of a table.
 */
record ColumnGap(float from, float to) {
    private static final int MIN_LINES = 4;
    private static final int MIN_LINE_LENGTH = 18;
    private static final float MIN_WIDTH_IN_EM = 0.8f;

    /** The widest such gap, if there is one. */
    static Optional<ColumnGap> between(List<Segment> part) {
        if (part.size() < 2 * MIN_LINES) {
            return Optional.empty();
        }
        List<Segment> across =
                part.stream().sorted(Comparator.comparingDouble(Segment::left)).toList();
        ColumnGap widest = null;
        float right = across.getFirst().right();
        for (Segment segment : across) {
            float width = segment.left() - right;
            boolean wide = width > MIN_WIDTH_IN_EM * segment.size();
            if (wide && (widest == null || width > widest.width())) {
                ColumnGap gap = new ColumnGap(right, segment.left());
                widest = gap.partsProse(part) ? gap : widest;
            }
            right = Math.max(right, segment.right());
        }
        return Optional.ofNullable(widest);
    }

    private float width() {
        return to - from;
    }

    private boolean partsProse(List<Segment> part) {
        return isProse(leftOf(part)) && isProse(rightOf(part));
    }

    private static boolean isProse(List<Segment> column) {
        double length =
                column.stream().mapToInt(s -> s.text().length()).average().orElse(0);
        return column.size() >= MIN_LINES && length >= MIN_LINE_LENGTH;
    }

    List<Segment> leftOf(List<Segment> part) {
        return filter(part, this::isLeft);
    }

    List<Segment> rightOf(List<Segment> part) {
        return filter(part, s -> !isLeft(s));
    }

    private boolean isLeft(Segment segment) {
        return segment.right() <= from;
    }

    private static List<Segment> filter(List<Segment> part, Predicate<Segment> side) {
        List<Segment> column = new ArrayList<>();
        for (Segment segment : part) {
            if (side.test(segment)) {
                column.add(segment);
            }
        }
        return column;
    }

    /** Whether the order goes from one side to the other with nearly every line. */
    boolean isCrossedBy(List<Segment> order) {
        int crossings = 0;
        for (int i = 1; i < order.size(); i++) {
            crossings += isLeft(order.get(i - 1)) == isLeft(order.get(i)) ? 0 : 1;
        }
        int shorterColumn = Math.min(leftOf(order).size(), rightOf(order).size());
        return crossings > shorterColumn;
    }
}
