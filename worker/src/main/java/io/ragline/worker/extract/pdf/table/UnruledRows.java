package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.List;

/** Rows of a ruled table that hold several rows of text without a line between them. */
final class UnruledRows {
    private static final int MIN_LINES = 3;
    private static final float MEANT = 0.65f;

    private UnruledRows() {}

    /** @param columns the boundaries of the grid's columns */
    static List<Cell> split(List<Cell> cells, float[] columns) {
        List<Cell> done = cells;
        for (int row = Cells.rows(done) - 1; row >= 0; row--) {
            int r = row;
            List<Word> words = done.stream()
                    .filter(c -> c.row() == r && c.rowSpan() == 1)
                    .flatMap(c -> c.words().stream())
                    .filter(w -> !w.isLeader())
                    .toList();
            List<Line> lines = Line.of(words);
            if (lines.size() >= MIN_LINES && areRows(lines, done, r, columns)) {
                done = splitRow(done, r, starts(lines, columns));
            }
        }
        return done;
    }

    private static boolean areRows(List<Line> lines, List<Cell> cells, int row, float[] columns) {
        long filled = cells.stream()
                .filter(c -> c.row() == row && c.rowSpan() == 1 && !c.words().isEmpty())
                .count();
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
