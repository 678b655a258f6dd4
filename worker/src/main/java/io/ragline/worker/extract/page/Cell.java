package io.ragline.worker.extract.page;

/**
 * A cell of a table.
 *
 * @param text what it says; line breaks stay
 * @param columns how many it spans, from 1
 * @param rows how many it spans, from 1
 * @param header whether it names a row or column
 */
public record Cell(String text, int columns, int rows, boolean header) {
    public static final Cell EMPTY = Cell.of("");

    /** A span beyond this helps nobody; browsers stop at 1,000 as well. */
    private static final int LONGEST_SPAN = 1_000;

    public Cell {
        text = CleanText.of(text);
        columns = Math.clamp(columns, 1, LONGEST_SPAN);
        rows = Math.clamp(rows, 1, LONGEST_SPAN);
    }

    public static Cell of(String text) {
        return new Cell(text, 1, 1, false);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The same as a name for what follows, or as a value. */
    public Cell asHeader(boolean isHeader) {
        return isHeader == header ? this : new Cell(text, columns, rows, isHeader);
    }
}
