package io.ragline.worker.chunk;

import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a table's HTML as text: a line for each row, its cells between bars. Tags would cost tokens and quote badly. Each
 * cell keeps its place on the page.
 */
final class TableText {
    /**
     * A row that holds any text.
     *
     * @param text its cells, and where they stand
     * @param header whether it names the columns: it is in the table's head, or, at the top, its title, or a row of header cells only
     */
    record Row(BlockText text, boolean header) {}

    private static final Pattern TAG = Pattern.compile("<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9]*)[^>]*>", Pattern.DOTALL);
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final String BAR = " | ";

    private final String html;
    private final List<TextLine> places;
    private int firstPlace;

    private final List<Row> rows = new ArrayList<>();
    private final MappedText row = new MappedText();
    private final MappedText cell = new MappedText();
    private int cells;
    private int rowEnd;
    private boolean inHead;
    private boolean headerCells;
    private boolean otherCells;
    private boolean caption;

    private TableText(TextBlock table) {
        this.html = table.text();
        this.places = table.lines().stream()
                .sorted(Comparator.comparingInt(TextLine::start))
                .toList();
    }

    static List<Row> rows(TextBlock table) {
        return new TableText(table).read();
    }

    private List<Row> read() {
        Matcher tag = TAG.matcher(html);
        int done = 0;
        while (tag.find()) {
            appendText(done, tag.start());
            done = tag.end();
            boolean closing = tag.group().startsWith("</");
            String name = tag.group(1) == null ? "" : tag.group(1).toLowerCase(Locale.ROOT);
            switch (name) {
                case "td", "th" -> {
                    endCell(closing);
                    headerCells |= name.equals("th");
                    otherCells |= name.equals("td");
                }
                case "thead" -> {
                    endRow(done);
                    inHead = !closing;
                }
                case "caption" -> {
                    caption = closing;
                    endRow(done);
                }
                case "tr", "table", "tbody", "tfoot" -> endRow(done);
                default -> cell.appendSqueezed(' ', tag.start());
            }
        }
        appendText(done, html.length());
        endRow(html.length());
        return rows;
    }

    private void appendText(int from, int to) {
        Matcher entity = ENTITY.matcher(html).region(from, to);
        int done = from;
        while (entity.find()) {
            appendPlain(done, entity.start());
            int source = entity.start();
            character(entity.group(1)).chars().forEach(c -> cell.appendSqueezed((char) c, source));
            done = entity.end();
        }
        appendPlain(done, to);
    }

    private void appendPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            cell.appendSqueezed(html.charAt(i), i);
        }
    }

    /** A cell ends where its tag is closed, or where it should have been. */
    private void endCell(boolean closing) {
        cell.stripTrailing();
        if (closing || cell.length() > 0) {
            if (cells > 0) {
                row.append(row.length() == 0 ? BAR.stripLeading() : BAR);
            }
            row.appendAll(cell);
            cells++;
        }
        cell.clear();
    }

    private void endRow(int end) {
        endCell(false);
        row.stripTrailing();
        if (row.hasSource()) {
            boolean topRow = rows.isEmpty() || rows.getLast().header();
            boolean header = inHead || topRow && (headerCells || caption) && !otherCells;
            rows.add(new Row(row.with(placesOf(end)), header));
        }
        row.clear();
        cells = 0;
        headerCells = false;
        otherCells = false;
        caption = false;
        rowEnd = end;
    }

    /** The places of the cells from the end of the row before to that of this one. */
    private List<TextLine> placesOf(int end) {
        while (firstPlace < places.size() && places.get(firstPlace).end() <= rowEnd) {
            firstPlace++;
        }
        List<TextLine> found = new ArrayList<>();
        for (int i = firstPlace; i < places.size() && places.get(i).start() < end; i++) {
            found.add(places.get(i));
        }
        return found;
    }

    private static String character(String entity) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, "&" + entity + ";");
        }
        int code = entity.startsWith("#x")
                ? Integer.parseInt(entity.substring(2), 16)
                : Integer.parseInt(entity.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD";
    }
}
