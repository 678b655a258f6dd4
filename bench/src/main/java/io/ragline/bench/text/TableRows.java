package io.ragline.bench.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table as plain text: a line for each row, its cells with a space between. */
final class TableRows {
    private static final Pattern ROW_END = Pattern.compile("</tr>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp|quot|#39|#x27|nbsp);");

    private TableRows() {}

    /** @param html of a table block */
    static String of(String html) {
        StringBuilder rows = new StringBuilder();
        for (String row : ROW_END.split(html)) {
            String cells = TAG.matcher(row).replaceAll(" ").strip().replaceAll("\\s+", " ");
            if (!cells.isEmpty()) {
                rows.append(ENTITY.matcher(cells).replaceAll(TableRows::character))
                        .append('\n');
            }
        }
        return rows.toString();
    }

    private static String character(MatchResult entity) {
        return Matcher.quoteReplacement(
                switch (entity.group(1)) {
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "amp" -> "&";
                    case "quot" -> "\"";
                    case "nbsp" -> " ";
                    default -> "'";
                });
    }
}
