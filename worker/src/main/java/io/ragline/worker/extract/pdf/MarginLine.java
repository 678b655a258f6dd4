package io.ragline.worker.extract.pdf;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One of the outermost lines of a page, which may be a running header or footer.
 *
 * @param rows that stand on it
 * @param text of all of them
 * @param shape the text in lower case, its numbers replaced, so that {@code Page 3} and {@code Page 4} are alike
 * @param numbers that may be the page's
 * @param fromEdge distance of its baseline from the page's upper or lower edge, in points
 * @param size of the font, in points
 * @param gap to the next line inwards, in distances of the page's lines
 * @param gapInEm the same in sizes of the font
 */
record MarginLine(
        List<Row> rows,
        String text,
        String shape,
        List<PageNumber> numbers,
        float fromEdge,
        float size,
        float gap,
        float gapInEm) {
    private static final int MAX_LENGTH = 160;
    private static final float SAME_PLACE = 4;
    private static final float SAME_SIZE = 0.6f;

    static MarginLine of(List<Row> rows, int page, float fromEdge, float gap, float usualGap) {
        String text =
                rows.stream().map(Row::text).collect(Collectors.joining(" ")).strip();
        boolean tooLong = text.length() > MAX_LENGTH;
        float size = rows.stream().map(Row::size).max(Float::compare).orElse(0f);
        return new MarginLine(
                rows,
                text,
                tooLong ? "" : shape(text),
                tooLong ? List.of() : PageNumber.in(text, page),
                fromEdge,
                size,
                gap / usualGap,
                gap / size);
    }

    private static String shape(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\d+", "#").replaceAll("\\b[ivxlc]{1,8}\\b", "#");
    }

    boolean isAt(MarginLine other) {
        return Math.abs(fromEdge - other.fromEdge) <= SAME_PLACE;
    }

    /** Says the same at the same place, but for numbers. */
    boolean repeats(MarginLine other) {
        return isAt(other)
                && Math.abs(size - other.size) <= SAME_SIZE
                && shape.equals(other.shape)
                && shape.codePoints().filter(Character::isLetter).limit(3).count() == 3;
    }

    boolean isLoneNumber() {
        return !numbers.isEmpty() && PageNumber.isLone(text);
    }

    boolean bold() {
        return rows.stream().allMatch(Row::bold);
    }
}
