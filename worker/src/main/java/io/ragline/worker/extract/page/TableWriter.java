package io.ragline.worker.extract.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a table as HTML. A long one becomes several, each with the header rows of the first; rows without any text are
 * left out. A table of a single cell is only a frame: its text becomes a paragraph.
 */
public final class TableWriter {
    private static final int LONGEST = 32 * 1_024;
    /** Rows that share a cell stay together. */
    private static final int LONGEST_SPANNED = 128 * 1_024;

    private static final int MOST_HEADER_ROWS = 5;
    private static final int LONGEST_HEADER = 8 * 1_024;
    private static final int LONGEST_CELL = 16 * 1_024;

    private final PageWriter page;
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final List<Cell> only = new ArrayList<>();
    private int headerRows;
    private int rows;
    private int spannedRows;
    private boolean headerOpen = true;
    private boolean written;

    TableWriter(PageWriter page) {
        this.page = page;
    }

    /** The next row. Rows at the top of which every cell is a header are the table's header. */
    public void row(List<Cell> cells) {
        boolean spanned = spannedRows > 0;
        spannedRows = Math.max(
                spannedRows - 1, cells.stream().mapToInt(Cell::rows).max().orElse(1) - 1);
        if (!spanned && cells.stream().allMatch(Cell::isEmpty)) {
            spannedRows = 0;
            return;
        }
        rows++;
        rememberOnly(cells);
        boolean isHeader = headerOpen
                && headerRows < MOST_HEADER_ROWS
                && header.length() < LONGEST_HEADER
                && cells.stream().allMatch(cell -> cell.header() || cell.isEmpty())
                && cells.stream().anyMatch(Cell::header);
        headerOpen = isHeader;
        if (isHeader) {
            headerRows++;
            append(cells, header);
            return;
        }
        append(cells, body);
        if (body.length() >= (spannedRows > 0 ? LONGEST_SPANNED : LONGEST)) {
            flush();
        }
    }

    private void rememberOnly(List<Cell> cells) {
        only.clear();
        if (rows == 1) {
            only.addAll(cells.stream().filter(cell -> !cell.isEmpty()).toList());
        }
    }

    private static void append(List<Cell> cells, StringBuilder html) {
        html.append("<tr>");
        for (Cell cell : cells) {
            String name = cell.header() ? "th" : "td";
            html.append('<').append(name);
            if (cell.columns() > 1) {
                html.append(" colspan=\"").append(cell.columns()).append('"');
            }
            if (cell.rows() > 1) {
                html.append(" rowspan=\"").append(cell.rows()).append('"');
            }
            html.append('>');
            escape(cell.text(), html);
            html.append("</").append(name).append('>');
        }
        html.append("</tr>\n");
    }

    private static void escape(String text, StringBuilder html) {
        int end = Math.min(text.length(), LONGEST_CELL);
        for (int i = 0; i < end; i++) {
            switch (text.charAt(i)) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '\n' -> html.append("<br>");
                default -> html.append(text.charAt(i));
            }
        }
        if (end < text.length()) {
            html.append('…');
        }
    }

    private void flush() {
        StringBuilder html = new StringBuilder("<table>\n");
        if (!header.isEmpty()) {
            html.append("<thead>\n").append(header).append("</thead>\n");
        }
        if (!body.isEmpty()) {
            html.append("<tbody>\n").append(body).append("</tbody>\n");
        }
        page.tableHtml(html.append("</table>").toString());
        body.setLength(0);
        written = true;
    }

    /** Ends the table. */
    public void finish() {
        if (rows == 1 && only.size() == 1) {
            page.paragraph(only.getFirst().text());
        } else if (!body.isEmpty() || !written && !header.isEmpty()) {
            flush();
        }
    }
}
