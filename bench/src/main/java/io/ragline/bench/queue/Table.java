package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text under headings, for a terminal or as Markdown. */
final class Table {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "a row of %d cells in a table of %d columns".formatted(cells.length, headings.size()));
        }
        rows.add(List.of(cells));
    }

    String markdown() {
        String rule = headings.stream().map(heading -> "---").collect(asMarkdown());
        return headings.stream().collect(asMarkdown())
                + rule
                + rows.stream().map(row -> row.stream().collect(asMarkdown())).collect(Collectors.joining());
    }

    private static Collector<CharSequence, ?, String> asMarkdown() {
        return Collectors.joining(" | ", "| ", " |\n");
    }

    /** The first column begins on the left, the figures end on the right. */
    String text() {
        List<List<String>> all = new ArrayList<>(List.of(headings));
        all.addAll(rows);
        int[] widths = IntStream.range(0, headings.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> ("%" + (column == 0 ? "-" : "") + widths[column] + "s").formatted(row.get(column)))
                .collect(Collectors.joining("   ", "", "\n"));
    }
}
