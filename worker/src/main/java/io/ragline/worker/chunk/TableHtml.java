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

/** Reads a table's HTML: its rows and cells, also of one that forgets to close its tags. */
final class TableHtml {
    /**
     * A row.
     *
     * @param cells as written: without those that cells of other rows reach into
     * @param head whether it stands in the table's head
     * @param title whether it is the table's caption
     */
    record Row(List<Cell> cells, boolean head, boolean title) {
        boolean hasHeaderCellsOnly() {
            return !cells.isEmpty() && cells.stream().allMatch(Cell::header);
        }
    }

    /**
     * A cell.
     *
     * @param text on one line, with its places
     * @param header whether it names a row or column
     * @param columns that it spans, from 1
     * @param rows that it spans, from 1
     */
    record Cell(BlockText text, boolean header, int columns, int rows) {
        boolean isEmpty() {
            return text.text().isEmpty();
        }
    }

    private static final Pattern TAG = Pattern.compile("<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9]*)[^>]*>", Pattern.DOTALL);
    private static final Pattern SPAN =
            Pattern.compile("(?<![\\w-])(col|row)span\\s*=\\s*[\"']?\\s*(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

    /** Browsers stop here as well. */
    private static final int LONGEST_SPAN = 1_000;

    private static final int MOST_DIGITS = 6;

    private final String html;
    private final List<TextLine> places;
    private int firstPlace;

    private final List<Row> rows = new ArrayList<>();
    private final List<Cell> row = new ArrayList<>();
    private final MappedText cell = new MappedText();
    private int cellStart;
    private String cellTag = "";
    private boolean cellOpen;
    private boolean cellIsHeader;
    private boolean rowOpen;
    private boolean inHead;

    private TableHtml(TextBlock table) {
        this.html = table.text();
        this.places = table.lines().stream()
                .sorted(Comparator.comparingInt(TextLine::start))
                .toList();
    }

    static List<Row> rows(TextBlock table) {
        return new TableHtml(table).read();
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
                    endCell(tag.start());
                    cellOpen = !closing;
                    cellTag = tag.group();
                    cellIsHeader = name.equals("th");
                }
                case "tr" -> {
                    endRow(tag.start(), false);
                    rowOpen = !closing;
                }
                case "thead" -> {
                    endRow(tag.start(), false);
                    inHead = !closing;
                }
                case "caption" -> endRow(tag.start(), closing);
                case "table", "tbody", "tfoot" -> endRow(tag.start(), false);
                default -> cell.appendSqueezed(' ', tag.start());
            }
        }
        appendText(done, html.length());
        endRow(html.length(), false);
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

    /** A cell ends where its tag is closed, or where it should have been; so does text outside of any. */
    private void endCell(int end) {
        cell.stripTrailing();
        if (cellOpen) {
            row.add(new Cell(cell.with(placesUpTo(end)), cellIsHeader, span("col"), span("row")));
        } else if (cell.length() > 0) {
            row.add(new Cell(cell.with(placesUpTo(end)), false, 1, 1));
        }
        cell.clear();
        cellOpen = false;
        cellStart = end;
    }

    private int span(String what) {
        Matcher span = SPAN.matcher(cellTag);
        while (span.find()) {
            if (span.group(1).equalsIgnoreCase(what)) {
                String digits = span.group(2);
                int wanted = digits.length() > MOST_DIGITS ? LONGEST_SPAN : Integer.parseInt(digits);
                return Math.clamp(wanted, 1, LONGEST_SPAN);
            }
        }
        return 1;
    }

    /** Without cells it counts too: those of rows above may reach into it. */
    private void endRow(int end, boolean title) {
        endCell(end);
        if (rowOpen || !row.isEmpty()) {
            rows.add(new Row(List.copyOf(row), inHead, title));
        }
        row.clear();
        rowOpen = false;
    }

    /** The places between the end of the cell before and that of this one. */
    private List<TextLine> placesUpTo(int end) {
        while (firstPlace < places.size() && places.get(firstPlace).end() <= cellStart) {
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
