package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * How many of a table's first rows name its columns: bold above what is not bold, cells over several columns above
 * those columns, words above columns of numbers.
 */
final class HeaderRows {
    private static final int MAX = 8;

    private final List<List<Cell>> rows = new ArrayList<>();
    private final int columns;

    private HeaderRows(List<Cell> cells) {
        this.columns = Cells.columns(cells);
        for (int r = 0; r < Cells.rows(cells); r++) {
            rows.add(new ArrayList<>());
        }
        for (Cell cell : cells) {
            if (!cell.words().isEmpty()) {
                rows.get(cell.row()).add(cell);
            }
        }
    }

    static int of(List<Cell> cells) {
        HeaderRows table = new HeaderRows(cells);
        int count = Math.min(table.count(), table.rows.size() - 1);
        // a cell that reaches down belongs to the header with all its rows
        for (Cell cell : cells) {
            if (cell.row() < count && !cell.words().isEmpty()) {
                count = Math.max(count, Math.min(cell.row() + cell.rowSpan(), table.rows.size() - 1));
            }
        }
        return count;
    }

    private int count() {
        int leading = 0;
        int limit = Math.min(MAX, rows.size() - 1);
        while (leading < limit && isGroup(rows.get(leading))) {
            leading++;
        }
        if (leading >= limit) {
            return looksBold(rows.getFirst()) ? 1 : 0;
        }
        int bold = leading;
        while (bold < limit && looksBold(rows.get(bold))) {
            bold++;
        }
        if (bold > leading && !mostlyBoldFrom(bold)) {
            return bold;
        }
        List<Cell> row = rows.get(leading);
        return row.stream().noneMatch(HeaderRows::isNumber) && row.size() * 2 >= columns || namesNumbers(leading)
                ? leading + 1
                : leading;
    }

    /** A row with a cell over several columns that isn't the whole row's, or with few cells at the right. */
    private boolean isGroup(List<Cell> row) {
        if (row.isEmpty() || row.stream().anyMatch(HeaderRows::isNumber)) {
            return false;
        }
        boolean spans = row.stream().anyMatch(c -> c.columnSpan() > 1);
        return spans && row.size() > 1 || spans && row.getFirst().column() > 0 || spansAll(row);
    }

    private boolean spansAll(List<Cell> row) {
        return row.size() == 1 && row.getFirst().columnSpan() == columns && columns > 1;
    }

    /** Whether it has words, or years, where the columns below hold numbers. */
    private boolean namesNumbers(int row) {
        int names = 0;
        int asked = 0;
        for (Cell cell : rows.get(row)) {
            int numbers = 0;
            int all = 0;
            for (int r = row + 1; r < rows.size(); r++) {
                for (Cell below : rows.get(r)) {
                    if (below.column() == cell.column() && below.columnSpan() == 1) {
                        all++;
                        numbers += isNumber(below) ? 1 : 0;
                    }
                }
            }
            if (numbers > 0.6 * all) {
                asked++;
                names += isNumber(cell) && !isYear(cell) ? 0 : 1;
            }
        }
        return asked > 0 && names == asked;
    }

    private boolean mostlyBoldFrom(int row) {
        long bold = rows.subList(row, rows.size()).stream()
                .filter(HeaderRows::looksBold)
                .count();
        return bold * 2 > rows.size() - row;
    }

    private static boolean looksBold(List<Cell> row) {
        return !row.isEmpty() && row.stream().allMatch(c -> c.words().stream().allMatch(Word::bold));
    }

    private static boolean isNumber(Cell cell) {
        return Numbers.isNumeric(text(cell));
    }

    private static boolean isYear(Cell cell) {
        return text(cell).matches("\\D{0,3}(1[5-9]|20)\\d\\d\\D{0,3}");
    }

    private static String text(Cell cell) {
        StringBuilder text = new StringBuilder();
        cell.words().forEach(w -> text.append(w.text()));
        return text.toString();
    }
}
