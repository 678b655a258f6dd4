package io.ragline.worker.extract.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a Word table. There a cell doesn't say how many rows it spans: those below say that they belong to it. So
 * rows are held until a part of the table is full.
 */
public final class WordTable {
    private static final int MOST_ROWS = 500;
    private static final int MOST_TEXT = 64 * 1_024;

    private final TableWriter table;
    private final List<List<Held>> rows = new ArrayList<>();
    private final List<Boolean> headers = new ArrayList<>();
    private final Map<Integer, Held> open = new HashMap<>();
    private List<Held> row = new ArrayList<>();
    private int column;
    private int textLength;
    private boolean firstRowIsSpecial;
    private boolean first = true;

    private static final class Held {
        private final StringBuilder text;
        private int columns;
        private int rows = 1;

        Held(String text, int columns) {
            this.text = new StringBuilder(text);
            this.columns = columns;
        }

        Cell cell(boolean header) {
            return new Cell(text.toString(), columns, rows, header);
        }
    }

    public WordTable(TableWriter table) {
        this.table = table;
    }

    /** The table's looks set the first row apart, which nearly all do: it is a header if it looks like one. */
    public void firstRowIsSpecial() {
        firstRowIsSpecial = true;
    }

    /** The next cell; an empty one stands for columns that the row leaves out. */
    public void cell(String text, int columns, Merge merge) {
        textLength += text.length();
        Held above = open.get(column);
        if (merge == Merge.ABOVE && above != null) {
            above.rows++;
            if (!text.isBlank()) {
                above.text.append('\n').append(text);
            }
        } else {
            Held held = new Held(text, Math.max(1, columns));
            row.add(held);
            if (merge == Merge.FIRST) {
                open.put(column, held);
            } else {
                open.remove(column);
            }
        }
        column += Math.max(1, columns);
    }

    /** The cell before goes on over more columns. */
    public void widenLast(String text) {
        if (!row.isEmpty()) {
            row.getLast().columns++;
            row.getLast().text.append(text.isBlank() ? "" : "\n" + text);
        }
        column++;
    }

    /** @param header whether it names the columns */
    public void endRow(boolean header) {
        rows.add(row);
        headers.add(header);
        row = new ArrayList<>();
        column = 0;
        if (rows.size() >= MOST_ROWS || textLength >= MOST_TEXT) {
            flush();
        }
    }

    private void flush() {
        if (first && firstRowIsSpecial && !headers.contains(true) && rows.size() > 1 && names(rows.getFirst())) {
            headers.set(0, true);
        }
        first = false;
        for (int i = 0; i < rows.size(); i++) {
            boolean header = headers.get(i);
            table.row(rows.get(i).stream().map(held -> held.cell(header)).toList());
        }
        rows.clear();
        headers.clear();
        open.clear();
        textLength = 0;
    }

    private static boolean names(List<Held> cells) {
        // the corner above names of rows is empty
        return cells.size() > 1
                && cells.stream()
                        .skip(cells.getFirst().text.isEmpty() ? 1 : 0)
                        .allMatch(cell -> cell.text.length() <= 200
                                && cell.text.codePoints().anyMatch(Character::isLetter));
    }

    /** The table ends. */
    public void finish() {
        flush();
        table.finish();
    }
}
