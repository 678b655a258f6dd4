package io.ragline.bench.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the HTML of a table as the product writes it: where its cells are by HTML's rules for spans. */
final class TableHtml {
    private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<t([dh])([^>]*)>(.*?)</t\\1>", Pattern.DOTALL);
    private static final Pattern COLUMN_SPAN = Pattern.compile("colspan=\"(\\d+)\"");
    private static final Pattern ROW_SPAN = Pattern.compile("rowspan=\"(\\d+)\"");

    private TableHtml() {}

    static Grid grid(String html) {
        List<Grid.Cell> cells = new ArrayList<>();
        Set<List<Integer>> taken = new HashSet<>();
        Matcher rows = ROW.matcher(html);
        for (int row = 0; rows.find(); row++) {
            int column = 0;
            Matcher inRow = CELL.matcher(rows.group(1));
            while (inRow.find()) {
                while (taken.contains(List.of(row, column))) {
                    column++;
                }
                int columnSpan = span(COLUMN_SPAN, inRow.group(2));
                int rowSpan = span(ROW_SPAN, inRow.group(2));
                for (int r = row; r < row + rowSpan; r++) {
                    for (int c = column; c < column + columnSpan; c++) {
                        taken.add(List.of(r, c));
                    }
                }
                cells.add(new Grid.Cell(row, column, rowSpan, columnSpan, text(inRow.group(3))));
                column += columnSpan;
            }
        }
        return new Grid(cells);
    }

    private static int span(Pattern pattern, String attributes) {
        Matcher span = pattern.matcher(attributes);
        return span.find() ? Integer.parseInt(span.group(1)) : 1;
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
