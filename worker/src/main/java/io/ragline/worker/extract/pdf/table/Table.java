package io.ragline.worker.extract.pdf.table;

import java.util.Comparator;
import java.util.List;

/**
 * A table as it stands on a page.
 *
 * @param headerRows how many of its first rows name its columns
 * @param cells by row and column; each place of the grid belongs to one cell at most
 * @param words all that stands in it, leaders too
 */
public record Table(
        float left,
        float top,
        float right,
        float bottom,
        int rows,
        int columns,
        int headerRows,
        List<Cell> cells,
        List<Word> words) {

    public Table {
        cells = cells.stream()
                .sorted(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column))
                .toList();
        words = List.copyOf(words);
    }

    /**
     * A cell of a table.
     *
     * @param row of its upper left corner, from 0
     * @param column of its upper left corner, from 0
     * @param words in it, in no order; none for an empty cell
     */
    public record Cell(int row, int column, int rowSpan, int columnSpan, List<Word> words) {
        public Cell {
            words = List.copyOf(words);
        }

        /** Whether it names columns. */
        public boolean isHeader(Table table) {
            return row < table.headerRows;
        }
    }

    Area area() {
        return new Area(left, top, right, bottom);
    }
}
