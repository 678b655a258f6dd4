package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.Cell;
import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a chart as the table that it shows: a row for each category, a column for each series. */
final class ChartReader extends DefaultHandler {
    private static final int MOST_POINTS = 20_000;
    private static final int LONGEST = 1_000;

    private final StringBuilder title = new StringBuilder();
    private final List<Series> series = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inTitle;
    private @Nullable Series open;
    private @Nullable Map<Integer, String> points;
    private boolean naming;
    private int point;
    private int count;

    private static final class Series {
        private String name = "";
        private final Map<Integer, String> categories = new TreeMap<>();
        private final Map<Integer, String> values = new TreeMap<>();
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        text.setLength(0);
        switch (name) {
            case "title" -> inTitle = series.isEmpty();
            case "ser" -> {
                open = new Series();
                series.add(open);
            }
            case "tx" -> naming = open != null;
            case "cat", "xVal" -> points = open == null ? null : open.categories;
            case "val", "yVal" -> points = open == null ? null : open.values;
            case "pt" -> point = Word.number(attributes.getValue("idx"), 0);
            default -> {
                // looks
            }
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        text.append(characters, from, Math.min(length, Math.max(0, LONGEST - text.length())));
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "title" -> inTitle = false;
            case "t" -> title.append(inTitle ? text : "");
            case "p" -> title.append(inTitle ? " " : "");
            case "ser" -> open = null;
            case "tx" -> naming = false;
            case "cat", "xVal", "val", "yVal" -> points = null;
            case "v" -> value();
            default -> {
                // looks
            }
        }
    }

    private void value() {
        if (open != null && naming) {
            open.name = open.name.isEmpty() ? text.toString() : open.name;
        } else if (points != null && count < MOST_POINTS) {
            count++;
            points.put(point, text.toString());
        }
    }

    void writeTo(PageWriter page) {
        page.paragraph(CleanText.line(title));
        TreeSet<Integer> rows = new TreeSet<>();
        series.forEach(each -> {
            rows.addAll(each.categories.keySet());
            rows.addAll(each.values.keySet());
        });
        TableWriter table = page.table();
        if (!rows.isEmpty()) {
            List<Cell> header = new ArrayList<>(List.of(new Cell("", 1, 1, true)));
            series.forEach(each -> header.add(new Cell(each.name, 1, 1, true)));
            table.row(header);
        }
        for (int row : rows) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(series.stream()
                    .map(each -> each.categories.getOrDefault(row, ""))
                    .filter(category -> !category.isEmpty())
                    .findFirst()
                    .orElse("")));
            series.forEach(each -> cells.add(Cell.of(each.values.getOrDefault(row, ""))));
            table.row(cells);
        }
        table.finish();
    }
}
