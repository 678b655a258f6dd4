package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** What is done to the cells of a grid alike, however they were found. */
final class Cells {
    private Cells() {}

    static int rows(List<Cell> cells) {
        return cells.stream().mapToInt(c -> c.row() + c.rowSpan()).max().orElse(0);
    }

    static int columns(List<Cell> cells) {
        return cells.stream().mapToInt(c -> c.column() + c.columnSpan()).max().orElse(0);
    }

    /** Below so many more rows. */
    static List<Cell> below(int rows, List<Cell> cells) {
        return cells.stream()
                .map(c -> new Cell(c.row() + rows, c.column(), c.rowSpan(), c.columnSpan(), c.words()))
                .toList();
    }

    /** Without the rows and columns that no cell needs: those that are empty, or that only cells spanning more cross. */
    static List<Cell> compact(List<Cell> cells) {
        int[] rows = places(cells, Cell::row, Cell::rowSpan, rows(cells));
        int[] columns = places(cells, Cell::column, Cell::columnSpan, columns(cells));
        List<Cell> kept = new ArrayList<>(cells.size());
        for (Cell c : cells) {
            int row = rows[c.row()];
            int column = columns[c.column()];
            int rowSpan = rows[c.row() + c.rowSpan()] - row;
            int columnSpan = columns[c.column() + c.columnSpan()] - column;
            if (rowSpan > 0 && columnSpan > 0) {
                kept.add(new Cell(row, column, rowSpan, columnSpan, c.words()));
            }
        }
        return kept;
    }

    /** Without the rows that no cell needs. */
    static List<Cell> compactRows(List<Cell> cells) {
        int[] rows = places(cells, Cell::row, Cell::rowSpan, rows(cells));
        List<Cell> kept = new ArrayList<>(cells.size());
        for (Cell c : cells) {
            int rowSpan = rows[c.row() + c.rowSpan()] - rows[c.row()];
            if (rowSpan > 0) {
                kept.add(new Cell(rows[c.row()], c.column(), rowSpan, c.columnSpan(), c.words()));
            }
        }
        return kept;
    }

    /** For each lane where it goes: to the number of needed lanes before it. */
    private static int[] places(List<Cell> cells, ToIntFunction<Cell> start, ToIntFunction<Cell> span, int lanes) {
        boolean[] needed = new boolean[lanes];
        cells.stream()
                .filter(c -> !c.words().isEmpty())
                .sorted(Comparator.comparingInt(span))
                .forEach(c -> {
                    int first = start.applyAsInt(c);
                    boolean has = false;
                    for (int lane = first; lane < first + span.applyAsInt(c); lane++) {
                        has |= needed[lane];
                    }
                    needed[first] |= !has;
                });
        int[] places = new int[lanes + 1];
        for (int lane = 0; lane < lanes; lane++) {
            places[lane + 1] = places[lane] + (needed[lane] ? 1 : 0);
        }
        return places;
    }

    /** Whether at least two rows, and two columns, hold at least two cells with text each. */
    static boolean areTabular(List<Cell> cells) {
        int[] perRow = new int[rows(cells)];
        int[] perColumn = new int[columns(cells)];
        for (Cell cell : cells) {
            if (!cell.words().isEmpty()) {
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
