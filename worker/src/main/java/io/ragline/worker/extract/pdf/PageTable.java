package io.ragline.worker.extract.pdf;

import java.util.List;

/**
 * A table found on a page, its cells read as rows of text. In the coordinates of its reading direction, y growing
 * downwards.
 *
 * @param cells by row and column
 */
record PageTable(int direction, float left, float top, float right, float bottom, List<Cell> cells) {

    /**
     * @param header whether it names columns
     * @param lines of its text, from the top down; none in an empty cell
     */
    record Cell(int row, int rowSpan, int columnSpan, boolean header, List<Row> lines) {}

    float middle() {
        return (top + bottom) / 2;
    }

    boolean overlapsAcross(Row row) {
        float shared = Math.min(right, row.right()) - Math.max(left, row.left());
        return row.direction() == direction && shared > 0.2f * Math.min(right - left, row.right() - row.left());
    }
}
