package io.ragline.worker.chunk;

import io.ragline.worker.chunk.TableHtml.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which cell of a table stands in which of its rows and columns. A column begins where a cell of any row does, so that cells
 * that are equally wide in all rows are one column, whatever span they claim.
 */
final class TableGrid {
    /** Of what cells with row spans may add; beyond, a cell of a hostile table counts in its first row only. */
    private static final int MOST_PLACED = 100_000;

    /**
     * A cell in one of the rows that it stands in.
     *
     * @param from its first column
     * @param to behind its last
     * @param lastRow that it reaches into
     * @param own whether the row is its first
     */
    record Placed(Cell cell, int from, int to, int lastRow, boolean own) {
        private Placed below() {
            return own ? new Placed(cell, from, to, lastRow, false) : this;
        }

        private Placed between(int[] starts) {
            return new Placed(cell, index(starts, from), index(starts, to), lastRow, own);
        }

        private static int index(int[] starts, int column) {
            int found = Arrays.binarySearch(starts, column);
            return found < 0 ? -found - 1 : found;
        }
    }

    private final List<List<Placed>> rows = new ArrayList<>();
    private int placed;

    private TableGrid() {}

    /** The cells of each row, from left to right. */
    static List<List<Placed>> of(List<TableHtml.Row> rows) {
        TableGrid grid = new TableGrid();
        List<Placed> above = List.of();
        for (TableHtml.Row row : rows) {
            above = grid.add(row.cells(), above);
        }
        return grid.inColumns();
    }

    private List<Placed> add(List<Cell> cells, List<Placed> above) {
        int row = rows.size();
        List<Placed> open = above.stream()
                .filter(cell -> cell.lastRow() >= row && placed < MOST_PLACED)
                .map(Placed::below)
                .toList();
        List<Placed> all = new ArrayList<>(open);
        int column = 0;
        int next = 0;
        for (Cell cell : cells) {
            while (next < open.size() && open.get(next).from() <= column) {
                column = Math.max(column, open.get(next++).to());
            }
            int room = next < open.size() ? open.get(next).from() : Integer.MAX_VALUE;
            int end = Math.min(column + cell.columns(), room);
            all.add(new Placed(cell, column, end, row + cell.rows() - 1, true));
            column = end;
        }
        all.sort(Comparator.comparingInt(Placed::from));
        placed += open.size();
        rows.add(all);
        return all;
    }

    private List<List<Placed>> inColumns() {
        int[] starts = rows.stream()
                .flatMap(List::stream)
                .mapToInt(Placed::from)
                .sorted()
                .distinct()
                .toArray();
        return rows.stream()
                .map(row -> row.stream().map(cell -> cell.between(starts)).toList())
                .toList();
    }
}
