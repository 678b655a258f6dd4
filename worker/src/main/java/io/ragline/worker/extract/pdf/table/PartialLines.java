package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines across a few columns of a ruled table only, with nothing to part there: the pieces in which a coloured area
 * beside several rows is drawn, say. What they seem to part is one cell.
 */
final class PartialLines {
    /** Where a cell ends or begins. */
    private record Edge(int row, int column, int columnSpan) {}

    private PartialLines() {}

    static List<Cell> without(List<Cell> cells) {
        int rows = Cells.rows(cells);
        int columns = Cells.columns(cells);
        int[] crossing = crossing(cells, rows);
        Map<Edge, Cell> endingAt = new HashMap<>();
        Map<Edge, Cell> startingAt = new HashMap<>();
        for (Cell cell : cells) {
            endingAt.put(new Edge(cell.row() + cell.rowSpan(), cell.column(), cell.columnSpan()), cell);
            startingAt.put(new Edge(cell.row(), cell.column(), cell.columnSpan()), cell);
        }
        Map<Integer, List<Edge>> byRow = new HashMap<>();
        startingAt
                .keySet()
                .forEach(edge -> byRow.computeIfAbsent(edge.row(), r -> new ArrayList<>())
                        .add(edge));
        for (int row = 1; row < rows; row++) {
            List<Edge> edges = byRow.getOrDefault(row, List.of());
            boolean partial = crossing[row] * 2 >= columns;
            if (partial && edges.stream().allMatch(edge -> joins(edge, endingAt, startingAt))) {
                for (Edge edge : edges) {
                    join(edge, endingAt, startingAt);
                }
            }
        }
        return new ArrayList<>(startingAt.values());
    }

    /** For each boundary between two rows over how many columns cells go on across it. */
    private static int[] crossing(List<Cell> cells, int rows) {
        int[] crossing = new int[rows + 1];
        for (Cell cell : cells) {
            for (int row = cell.row() + 1; row < cell.row() + cell.rowSpan(); row++) {
                crossing[row] += cell.columnSpan();
            }
        }
        return crossing;
    }

    private static boolean joins(Edge edge, Map<Edge, Cell> endingAt, Map<Edge, Cell> startingAt) {
        Cell above = endingAt.get(edge);
        Cell below = startingAt.get(edge);
        return above != null
                && below != null
                && (above.words().isEmpty() || below.words().isEmpty());
    }

    private static void join(Edge edge, Map<Edge, Cell> endingAt, Map<Edge, Cell> startingAt) {
        Cell above = endingAt.remove(edge);
        Cell below = startingAt.remove(edge);
        if (above == null || below == null) {
            return;
        }
        Cell joined = new Cell(
                above.row(),
                above.column(),
                above.rowSpan() + below.rowSpan(),
                above.columnSpan(),
                above.words().isEmpty() ? below.words() : above.words());
        startingAt.put(new Edge(joined.row(), joined.column(), joined.columnSpan()), joined);
        endingAt.put(new Edge(joined.row() + joined.rowSpan(), joined.column(), joined.columnSpan()), joined);
    }
}
