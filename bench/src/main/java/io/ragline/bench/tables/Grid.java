package io.ragline.bench.tables;

import java.util.List;

/**
 * The cells of a table, or of the part of one that stands on one page.
 *
 * @param cells in any order, blank ones too or not
 */
record Grid(List<Cell> cells) {

    Grid {
        cells = List.copyOf(cells);
    }

    /**
     * A cell.
     *
     * @param row of its upper left corner
     * @param column of its upper left corner
     * @param text as it stands there
     */
    record Cell(int row, int column, int rowSpan, int columnSpan, String text) {
        Cell {
            if (row < 0 || column < 0 || rowSpan < 1 || columnSpan < 1) {
                throw new IllegalArgumentException(
                        "No cell: row %d + %d, column %d + %d".formatted(row, rowSpan, column, columnSpan));
            }
        }
    }

    /** What the cells with text hold, in the form in which it is compared. */
    Counts<String> contents() {
        Counts<String> contents = new Counts<>();
        for (Cell cell : cells) {
            String content = Content.of(cell.text());
            if (!content.isEmpty()) {
                contents.add(content);
            }
        }
        return contents;
    }
}
