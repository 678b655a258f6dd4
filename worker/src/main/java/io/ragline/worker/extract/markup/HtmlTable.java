package io.ragline.worker.extract.markup;

import io.ragline.worker.extract.page.Cell;
import io.ragline.worker.extract.page.TableWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Writes a table that holds data; one that only arranges the page is read like other elements. */
final class HtmlTable {
    private final TableWriter table;

    HtmlTable(TableWriter table) {
        this.table = table;
    }

    static boolean isTable(Element table) {
        String role = table.attr("role");
        if (role.equals("presentation")
                || role.equals("none")
                || !table.select("table table").isEmpty()) {
            return false;
        }
        return rows(table).stream().anyMatch(row -> cells(row).size() > 1);
    }

    private static List<Element> rows(Element table) {
        return table.select("tr");
    }

    private static List<Element> cells(Element row) {
        return row.children().stream()
                .filter(cell ->
                        cell.normalName().equals("td") || cell.normalName().equals("th"))
                .toList();
    }

    void write(Element element) {
        Map<Element, Integer> rowsLeft = new IdentityHashMap<>();
        List<Element> rows = rows(element);
        rows.forEach(row -> rowsLeft.merge(group(row), 1, Integer::sum));
        for (Element row : rows) {
            int left = rowsLeft.merge(group(row), -1, Integer::sum) + 1;
            if (HtmlBlocks.isLeftOut(row)) {
                continue;
            }
            boolean inHead = row.parent() != null && row.parent().normalName().equals("thead");
            List<Cell> cells = new ArrayList<>();
            for (Element cell : cells(row)) {
                cells.add(new Cell(
                        text(cell),
                        span(cell, "colspan"),
                        rowSpan(cell, left),
                        inHead || cell.normalName().equals("th")));
            }
            table.row(cells);
        }
        table.finish();
    }

    private static Element group(Element row) {
        return Objects.requireNonNullElse(row.parent(), row);
    }

    /** A cell never reaches beyond the head, body or foot that it stands in; a span of 0 goes up to its end. */
    private static int rowSpan(Element cell, int rowsLeft) {
        int span = span(cell, "rowspan");
        return span == 0 ? rowsLeft : Math.min(span, rowsLeft);
    }

    private static int span(Element cell, String name) {
        String value = cell.attr(name);
        return value.matches("\\d{1,4}") ? Integer.parseInt(value) : 1;
    }

    /** Each block and each line break starts a line. */
    private static String text(Element cell) {
        StringBuilder text = new StringBuilder();
        cell.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText().replace('\n', ' '));
                } else if (node instanceof Element element) {
                    if (element != cell && HtmlBlocks.isLeftOut(element)) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    text.append(element.normalName().equals("br") || element.isBlock() ? "\n" : "");
                    text.append(element.normalName().equals("img") ? " " + element.attr("alt") + " " : "");
                }
                return FilterResult.CONTINUE;
            }
        });
        return text.toString();
    }
}
