package io.ragline.worker.extract.rtf;

import io.ragline.worker.extract.page.ColumnGrid;
import io.ragline.worker.extract.page.Merge;
import io.ragline.worker.extract.page.TableWriter;
import io.ragline.worker.extract.page.WordTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of RTF. A row describes its cells by where they end, before or behind their text; what they span shows only when the
 * whole table is known, so rows are held until a part of it is full.
 */
final class RtfTable {
    private static final int MOST_ROWS = 500;
    private static final int MOST_TEXT = 64 * 1_024;
    private static final int MOST_CELLS = 1_000;

    private final WordTable table;
    private final List<Row> rows = new ArrayList<>();
    private List<String> texts = new ArrayList<>();
    private List<Edge> edges = new ArrayList<>();
    private Edge edge = new Edge();
    private boolean header;
    private int left;
    private int textLength;

    /** How a cell ends and what it belongs to. */
    private static final class Edge {
        private int right;
        private Merge merge = Merge.NONE;
        private boolean widens;
    }

    private record Row(List<String> texts, List<Edge> edges, int left, boolean header) {}

    RtfTable(TableWriter writer) {
        this.table = new WordTable(writer);
    }

    /** What was said of cells before no longer holds. */
    void startRow() {
        edges = new ArrayList<>();
        edge = new Edge();
        header = false;
        left = 0;
    }

    void word(String word, int number) {
        switch (word) {
            case "trhdr" -> header = true;
            case "trleft" -> left = number;
            case "clvmgf" -> edge.merge = Merge.FIRST;
            case "clvmrg" -> edge.merge = Merge.ABOVE;
            case "clmrg" -> edge.widens = true;
            case "cellx" -> {
                edge.right = number;
                if (edges.size() < MOST_CELLS) {
                    edges.add(edge);
                }
                edge = new Edge();
            }
            default -> {
                // looks
            }
        }
    }

    void cell(String text) {
        if (texts.size() < MOST_CELLS) {
            texts.add(text);
            textLength += text.length();
        }
    }

    void endRow() {
        rows.add(new Row(texts, edges, left, header));
        texts = new ArrayList<>();
        if (rows.size() >= MOST_ROWS || textLength >= MOST_TEXT) {
            flush();
        }
    }

    private void flush() {
        ColumnGrid grid = new ColumnGrid();
        for (Row row : rows) {
            grid.edge(row.left);
            row.edges.forEach(each -> grid.edge(each.right));
        }
        for (Row row : rows) {
            int from = row.left;
            for (int i = 0; i < row.texts.size(); i++) {
                Edge own = i < row.edges.size() ? row.edges.get(i) : new Edge();
                if (own.widens) {
                    table.widenLast(row.texts.get(i));
                } else {
                    table.cell(row.texts.get(i), grid.columns(from, own.right), own.merge);
                }
                from = own.right;
            }
            table.endRow(row.header);
        }
        rows.clear();
        textLength = 0;
    }

    void finish() {
        if (!texts.isEmpty()) {
            endRow();
        }
        flush();
        table.finish();
    }
}
