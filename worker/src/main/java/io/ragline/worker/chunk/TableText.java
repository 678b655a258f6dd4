package io.ragline.worker.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a table's HTML as text: a line for each row, its cells between bars. Tags would cost tokens and quote badly. */
final class TableText {
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9]*)[^>]*>", Pattern.DOTALL);
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{2,8});");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final String BAR = " | ";

    private TableText() {}

    /** The rows that hold any text. */
    static List<String> rows(String html) {
        List<String> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        Matcher tag = TAG.matcher(html);
        int done = 0;
        while (tag.find()) {
            cell.append(html, done, tag.start());
            done = tag.end();
            String name = tag.group(1) == null ? "" : tag.group(1).toLowerCase(Locale.ROOT);
            switch (name) {
                case "td", "th" -> endCell(tag.group().startsWith("</"), cell, cells);
                case "tr", "table", "caption" -> endRow(cell, cells, rows);
                default -> cell.append(' ');
            }
        }
        cell.append(html, done, html.length());
        endRow(cell, cells, rows);
        return rows;
    }

    private static void endCell(boolean closing, StringBuilder cell, List<String> cells) {
        String text = clean(cell);
        if (closing || !text.isEmpty()) {
            cells.add(text);
        }
        cell.setLength(0);
    }

    private static void endRow(StringBuilder cell, List<String> cells, List<String> rows) {
        String rest = clean(cell);
        if (!rest.isEmpty()) {
            cells.add(rest);
        }
        if (cells.stream().anyMatch(text -> !text.isEmpty())) {
            rows.add(String.join(BAR, cells).strip());
        }
        cells.clear();
        cell.setLength(0);
    }

    private static String clean(CharSequence html) {
        String text = ENTITY.matcher(html).replaceAll(found -> Matcher.quoteReplacement(character(found.group(1))));
        return SPACE.matcher(text).replaceAll(" ").strip();
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
