package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.List;

/** The header of a ruled table whose lines begin only below it: short lines, close above, over most of its columns. */
final class HeaderAbove {
    private static final float FIRST_GAP_IN_EM = 2f;
    private static final float GAP_IN_EM = 1.5f;
    private static final int MAX_LINES = 6;

    private HeaderAbove() {}

    /** None if the table has a header of its own, or nothing above it is one. */
    static List<Line> of(Area table, List<Cell> cells, float[] columns, List<Word> words) {
        if (Cells.rows(cells) < 2 || columns.length < 4 || HeaderRows.of(Cells.compact(cells)) > 0) {
            return List.of();
        }
        Area above = new Area(table.left() - 2, table.top() - 12 * largest(words), table.right() + 2, table.top() + 1);
        List<Line> lines = Line.of(words.stream().filter(above::holds).toList()).reversed();
        List<Line> header = new ArrayList<>();
        float below = table.top();
        for (Line line : lines) {
            float gap = (header.isEmpty() ? FIRST_GAP_IN_EM : GAP_IN_EM) * line.size();
            if (header.size() == MAX_LINES || below - line.baseline() > gap || !isOver(line, columns)) {
                break;
            }
            header.addFirst(line);
            below = line.baseline();
        }
        return isHeader(header, columns) ? header : List.of();
    }

    private static float largest(List<Word> words) {
        return (float) words.stream().mapToDouble(Word::size).average().orElse(0);
    }

    /** Whether each of its chunks stands over one column, or nearly so. */
    private static boolean isOver(Line line, float[] columns) {
        return line.chunks().stream().allMatch(chunk -> {
            int column = Mesh.slot(columns, (chunk.left() + chunk.right()) / 2);
            float over = Math.max(columns[column] - chunk.left(), chunk.right() - columns[column + 1]);
            return over < 0.5f * chunk.size() && !chunk.isNumeric();
        });
    }

    private static boolean isHeader(List<Line> header, float[] columns) {
        long named = header.stream()
                .flatMap(line -> line.chunks().stream())
                .mapToInt(chunk -> Mesh.slot(columns, (chunk.left() + chunk.right()) / 2))
                .distinct()
                .count();
        return named >= 2 && named >= 0.6 * (columns.length - 1);
    }
}
