package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a ruled table that hold several rows of text without a line between them. */
final class UnruledRows {
    private static final int MIN_LINES = 3;
    private static final float MEANT = 0.65f;

    private UnruledRows() {}

    /** @param columns the boundaries of the grid's columns */
    static List<Cell> split(List<Cell> cells, float[] columns) {
        Map<Integer, List<Cell>> byRow = new HashMap<>();
        for (Cell cell : cells) {
            if (cell.rowSpan() == 1 && !cell.words().isEmpty()) {
                byRow.computeIfAbsent(cell.row(), r -> new ArrayList<>()).add(cell);
            }
        }
        List<Cell> done = cells;
        for (int row = Cells.rows(cells) - 1; row >= 0; row--) {
            List<Cell> inRow = byRow.getOrDefault(row, List.of());
            List<Line> lines = Line.of(inRow.stream()
                    .flatMap(c -> c.words().stream())
                    .filter(w -> !w.isLeader())
                    .toList());
            if (lines.size() >= MIN_LINES && areRows(lines, inRow.size(), columns)) {
                done = splitRow(done, row, starts(lines, columns));
            }
        }
        return done;
    }

    private static boolean areRows(List<Line> lines, int filled, float[] columns) {
        long full = lines.stream()
                .filter(line -> line.words().stream()
                                .mapToInt(w -> Mesh.slot(columns, w.centreAcross()))
                                .distinct()
                                .count()
                        >= Math.max(2, filled * 0.5))
                .count();
        return filled >= 2 && full >= 0.6 * lines.size() && RowStarts.meantBreaks(lines, columns) >= MEANT;
    }

    /** The upper edges of the rows after the first. */
    private static List<Float> starts(List<Line> lines, float[] columns) {
        boolean[] starts = RowStarts.of(lines, columns);
        List<Float> edges = new ArrayList<>();
        for (int i = 1; i < starts.length; i++) {
            if (starts[i]) {
                edges.add((lines.get(i - 1).baseline()
                                + lines.get(i).baseline()
                                - 0.6f * lines.get(i).size())
                        / 2);
            }
        }
        return edges;
    }

    private static List<Cell> splitRow(List<Cell> cells, int row, List<Float> edges) {
        List<Cell> done = new ArrayList<>();
        for (Cell c : cells) {
            if (c.row() > row) {
                done.add(new Cell(c.row() + edges.size(), c.column(), c.rowSpan(), c.columnSpan(), c.words()));
            } else if (c.row() + c.rowSpan() <= row) {
                done.add(c);
            } else if (c.rowSpan() > 1) {
                done.add(new Cell(c.row(), c.column(), c.rowSpan() + edges.size(), c.columnSpan(), c.words()));
            } else {
                addParts(c, edges, done);
            }
        }
        return done;
    }

    private static void addParts(Cell cell, List<Float> edges, List<Cell> done) {
        if (!cell.words().isEmpty() && Line.of(cell.words()).size() * 3 <= edges.size() + 1) {
            // one word beside many rows is said of all of them
            done.add(new Cell(cell.row(), cell.column(), edges.size() + 1, cell.columnSpan(), cell.words()));
            return;
        }
        List<List<Word>> parts = new ArrayList<>();
        for (int i = 0; i <= edges.size(); i++) {
            parts.add(new ArrayList<>());
        }
        for (Word word : cell.words()) {
            int part = 0;
            while (part < edges.size() && word.centreDown() > edges.get(part)) {
                part++;
            }
            parts.get(part).add(word);
        }
        for (int i = 0; i < parts.size(); i++) {
            done.add(new Cell(cell.row() + i, cell.column(), 1, cell.columnSpan(), parts.get(i)));
        }
    }
}
