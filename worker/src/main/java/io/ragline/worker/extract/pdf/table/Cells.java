package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is done to the cells of a grid alike, however they were found. */
final class Cells {
    private Cells() {}

    static int rows(List<Cell> cells) {
        return cells.stream().mapToInt(c -> c.row() + c.rowSpan()).max().orElse(0);
    }

    static int columns(List<Cell> cells) {
        return cells.stream().mapToInt(c -> c.column() + c.columnSpan()).max().orElse(0);
    }

    /** Without the rows and columns that no cell needs: those that are empty, or that only cells spanning more cross. */
    static List<Cell> compact(List<Cell> cells) {
        List<Cell> kept = new ArrayList<>(cells);
        for (int row = rows(kept) - 1; row >= 0; row--) {
            int r = row;
            boolean needed = kept.stream()
                    .anyMatch(c -> c.row() <= r && r < c.row() + c.rowSpan() && c.rowSpan() == 1 && !isEmpty(c));
            if (!needed) {
                kept = withoutRow(kept, r);
            }
        }
        for (int column = columns(kept) - 1; column >= 0; column--) {
            int x = column;
            boolean needed = kept.stream()
                    .anyMatch(c ->
                            c.column() <= x && x < c.column() + c.columnSpan() && c.columnSpan() == 1 && !isEmpty(c));
            if (!needed) {
                kept = withoutColumn(kept, x);
            }
        }
        return kept;
    }

    private static boolean isEmpty(Cell cell) {
        return cell.words().isEmpty();
    }

    private static List<Cell> withoutRow(List<Cell> cells, int row) {
        List<Cell> kept = new ArrayList<>(cells.size());
        for (Cell c : cells) {
            if (c.row() > row) {
                kept.add(new Cell(c.row() - 1, c.column(), c.rowSpan(), c.columnSpan(), c.words()));
            } else if (c.row() + c.rowSpan() <= row) {
                kept.add(c);
            } else if (c.rowSpan() > 1) {
                kept.add(new Cell(c.row(), c.column(), c.rowSpan() - 1, c.columnSpan(), c.words()));
            }
        }
        return kept;
    }

    private static List<Cell> withoutColumn(List<Cell> cells, int column) {
        List<Cell> kept = new ArrayList<>(cells.size());
        for (Cell c : cells) {
            if (c.column() > column) {
                kept.add(new Cell(c.row(), c.column() - 1, c.rowSpan(), c.columnSpan(), c.words()));
            } else if (c.column() + c.columnSpan() <= column) {
                kept.add(c);
            } else if (c.columnSpan() > 1) {
                kept.add(new Cell(c.row(), c.column(), c.rowSpan(), c.columnSpan() - 1, c.words()));
            }
        }
        return kept;
    }

    /** Whether at least two rows, and two columns, hold at least two cells with text each. */
    static boolean areTabular(List<Cell> cells) {
        int rows = rows(cells);
        int columns = columns(cells);
        int[] perRow = new int[rows];
        int[] perColumn = new int[columns];
        for (Cell cell : cells) {
            if (!isEmpty(cell)) {
                perRow[cell.row()]++;
                perColumn[cell.column()]++;
            }
        }
        return atLeastTwo(perRow) >= 2 && atLeastTwo(perColumn) >= 2;
    }

    private static long atLeastTwo(int[] counts) {
        return Arrays.stream(counts).filter(n -> n >= 2).count();
    }
}
