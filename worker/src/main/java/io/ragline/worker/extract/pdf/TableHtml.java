package io.ragline.worker.extract.pdf;

import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.List;

/** Writes a table as HTML: rows, header cells, spans, text; nothing of its looks. */
final class TableHtml {
    private final StringBuilder html = new StringBuilder();
    private final List<TextLine> lines = new ArrayList<>();
    private final PageGeometry geometry;
    private final Hyphenation hyphenation;

    private TableHtml(PageGeometry geometry, Hyphenation hyphenation) {
        this.geometry = geometry;
        this.hyphenation = hyphenation;
    }

    /** Its lines say where in the HTML the text of each line of a cell stands. */
    static TextBlock block(PageTable table, PageGeometry geometry, Hyphenation hyphenation) {
        TableHtml written = new TableHtml(geometry, hyphenation);
        written.write(table);
        return new TextBlock(TextBlock.Kind.TABLE, 0, written.html.toString(), written.lines);
    }

    private void write(PageTable table) {
        html.append("<table>");
        int row = -1;
        String part = "";
        for (PageTable.Cell cell : table.cells()) {
            if (cell.row() != row) {
                html.append(row < 0 ? "" : "</tr>");
                String nextPart = cell.header() ? "thead" : "tbody";
                if (!nextPart.equals(part)) {
                    html.append(part.isEmpty() ? "" : "</" + part + ">");
                    html.append('<').append(nextPart).append('>');
                    part = nextPart;
                }
                // rows in which no cell begins
                for (int skipped = row + 1; skipped < cell.row(); skipped++) {
                    html.append("<tr></tr>");
                }
                html.append("<tr>");
                row = cell.row();
            }
            write(cell);
        }
        html.append("</tr></").append(part).append("></table>");
    }

    private void write(PageTable.Cell cell) {
        String tag = cell.header() ? "th" : "td";
        html.append('<').append(tag);
        if (cell.columnSpan() > 1) {
            html.append(" colspan=\"").append(cell.columnSpan()).append('"');
        }
        if (cell.rowSpan() > 1) {
            html.append(" rowspan=\"").append(cell.rowSpan()).append('"');
        }
        html.append('>');
        if (!cell.lines().isEmpty()) {
            BlockText text = new BlockText(geometry, hyphenation);
            cell.lines().forEach(text::wrap);
            append(text.toBlock(TextBlock.Kind.PARAGRAPH, 0));
        }
        html.append("</").append(tag).append('>');
    }

    private void append(TextBlock cell) {
        int done = 0;
        for (TextLine line : cell.lines()) {
            escape(cell.text(), done, line.start());
            int start = html.length();
            escape(cell.text(), line.start(), line.end());
            lines.add(new TextLine(start, html.length(), line.box()));
            done = line.end();
        }
        escape(cell.text(), done, cell.text().length());
    }

    private void escape(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                default -> html.append(c);
            }
        }
    }
}
