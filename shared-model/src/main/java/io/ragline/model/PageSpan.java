package io.ragline.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a text stands on which page and where on it: a line of it, or part of one, where places are known.
 *
 * @param page counted from 1
 * @param label the page's number as printed on it ({@code iv}); null if the document does not say
 * @param start offset of the first character in the text
 * @param end offset behind the last
 * @param box where the part stands on the page; null where the format has no places
 */
public record PageSpan(
        int page,
        @Nullable String label,
        int start,
        int end,
        @Nullable Box box) {
    /** Boxes of one line differ by less than this, in points, after they were rounded. */
    private static final float SAME = 0.3f;

    /** Of the height of a line: two parts of it that are nearer stand beside each other. */
    private static final float SPACE = 0.6f;

    public PageSpan {
        if (page < 1 || start < 0 || end < start) {
            throw new IllegalArgumentException("No span can be page %d, %d to %d".formatted(page, start, end));
        }
    }

    /** On a page of which neither the label nor any places are known. */
    public PageSpan(int page, int start, int end) {
        this(page, null, start, end, null);
    }

    /**
     * What of the span is within {@code text[from, to)}.
     *
     * @param text that the offsets count in
     * @return with its share of the box, see {@link LineBox}; empty if none of it is
     */
    public Optional<PageSpan> within(CharSequence text, int from, int to) {
        int first = Math.max(start, from);
        int last = Math.min(end, to);
        if (first >= last) {
            return Optional.empty();
        }
        Box part = box == null ? null : LineBox.part(text, start, end, box, first, last);
        return Optional.of(new PageSpan(page, label, first, last, part));
    }

    public PageSpan moved(int characters) {
        return new PageSpan(page, label, start + characters, end + characters, box);
    }

    /**
     * This span and the next as one, if nothing but white space is between them.
     *
     * @param text that the offsets count in
     * @return empty if they are on different lines, or too far apart on one
     */
    public Optional<PageSpan> joined(PageSpan next, CharSequence text) {
        boolean apart = page != next.page || !Objects.equals(label, next.label) || (box == null) != (next.box == null);
        if (apart || !isBlank(text.subSequence(end, next.start))) {
            return Optional.empty();
        }
        if (box == null || next.box == null) {
            return Optional.of(new PageSpan(page, label, start, next.end, null));
        }
        return besideEachOther(box, next.box)
                ? Optional.of(new PageSpan(page, label, start, next.end, around(box, next.box)))
                : Optional.empty();
    }

    private static boolean besideEachOther(Box one, Box other) {
        if (one.equals(other)) {
            return true; // parts of what can't be shared out
        }
        boolean sameLine = Math.abs(one.y() - other.y()) < SAME && Math.abs(one.height() - other.height()) < SAME;
        float gap = Math.max(one.x(), other.x()) - Math.min(one.x() + one.width(), other.x() + other.width());
        return sameLine && Math.abs(gap) <= SPACE * one.height();
    }

    private static Box around(Box one, Box other) {
        float left = Math.min(one.x(), other.x());
        float right = Math.max(one.x() + one.width(), other.x() + other.width());
        return new Box(left, one.y(), right - left, one.height());
    }

    private static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
