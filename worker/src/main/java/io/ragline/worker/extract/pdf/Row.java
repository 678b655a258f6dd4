package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is read before the eye goes down: one segment, or the cells of one line, in the order in which they are read. */
record Row(List<Segment> segments) {

    private static final Pattern LEADER = Pattern.compile("(?:\\. ?){5}");

    Row {
        segments = List.copyOf(segments);
    }

    /** Joins segments that follow each other on the same baseline, to the right or as their writing runs. */
    static List<Row> of(List<Segment> ordered) {
        List<Row> rows = new ArrayList<>();
        List<Segment> open = new ArrayList<>();
        for (Segment segment : ordered) {
            if (!open.isEmpty() && !follows(open.getLast(), segment)) {
                rows.add(new Row(open));
                open.clear();
            }
            open.add(segment);
        }
        if (!open.isEmpty()) {
            rows.add(new Row(open));
        }
        return rows;
    }

    private static boolean follows(Segment before, Segment segment) {
        boolean rightOf = segment.left() >= before.right() - 0.3f * segment.size();
        boolean leftOf =
                (before.leftwards() || segment.leftwards()) && segment.right() <= before.left() + 0.3f * segment.size();
        return segment.onBaselineOf(before) && (rightOf || leftOf);
    }

    Segment first() {
        return segments.getFirst();
    }

    Segment last() {
        return segments.getLast();
    }

    String text() {
        return segments.size() == 1
                ? first().text()
                : segments.stream().map(Segment::text).collect(Collectors.joining(" "));
    }

    /** Of cells, or of an entry and its page number as in a table of contents: its line break was meant. */
    boolean isTabular() {
        boolean bulletAndText = segments.size() == 2 && ListMarker.isBullet(text());
        return segments.size() > 1 && !bulletAndText
                || LEADER.matcher(last().text()).find();
    }

    int direction() {
        return first().direction();
    }

    float left() {
        return Math.min(first().left(), last().left());
    }

    float right() {
        return Math.max(first().right(), last().right());
    }

    /** Whether it is read from right to left. */
    boolean leftwards() {
        return longest().leftwards();
    }

    /** Where its reading begins, growing as it is read: a row that begins later is set in. */
    float start() {
        return leftwards() ? -right() : left();
    }

    /** Where its reading ends, growing as it is read. */
    float end() {
        return leftwards() ? -left() : right();
    }

    float baseline() {
        return first().baseline();
    }

    /** Of the longest segment. */
    float size() {
        return longest().size();
    }

    boolean bold() {
        return segments.stream().allMatch(Segment::bold);
    }

    int length() {
        return segments.stream().mapToInt(s -> s.text().length()).sum();
    }

    private Segment longest() {
        Segment longest = first();
        for (Segment segment : segments) {
            longest = segment.text().length() > longest.text().length() ? segment : longest;
        }
        return longest;
    }

    boolean overlapsAcross(Row other) {
        float shared = Math.min(right(), other.right()) - Math.max(left(), other.left());
        return shared > 0.2f * Math.min(right() - left(), other.right() - other.left());
    }
}
