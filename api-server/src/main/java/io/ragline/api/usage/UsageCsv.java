package io.ragline.api.usage;

import io.ragline.catalog.UsageStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Usage as a table that spreadsheets read (RFC 4180). */
final class UsageCsv {
    /** A spreadsheet takes a text that begins with one of these for a formula, and runs it. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    private UsageCsv() {}

    static String of(List<UsageView.Row> rows) {
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
            printer.printRecord(header());
            for (UsageView.Row row : rows) {
                printer.printRecord(cells(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing a string: can't happen
        }
        return csv.toString();
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(List.of(
                "day",
                "model",
                "key",
                "keyName",
                "questions",
                "cached",
                "promptTokens",
                "completionTokens",
                "estimated",
                "cost"));
        Arrays.stream(UsageStage.values()).map(UsageStage::id).forEach(stage -> {
            names.add(stage + "Mean");
            names.add(stage + "P50");
            names.add(stage + "P95");
        });
        return names;
    }

    /** A cell that is null stays empty. */
    private static List<@Nullable Object> cells(UsageView.Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(text(row.day()));
        cells.add(text(row.model()));
        cells.add(row.key());
        cells.add(text(row.keyName()));
        cells.add(row.questions());
        cells.add(row.cached());
        cells.add(row.promptTokens());
        cells.add(row.completionTokens());
        cells.add(row.estimated());
        cells.add(row.cost());
        for (UsageStage stage : UsageStage.values()) {
            UsageView.Latency latency = row.latencies().get(stage.id());
            cells.add(latency == null ? null : latency.mean());
            cells.add(latency == null ? null : latency.p50());
            cells.add(latency == null ? null : latency.p95());
        }
        return cells;
    }

    /** A text that could be a formula gets an apostrophe before it, which spreadsheets take as the mark of a text. */
    private static @Nullable String text(@Nullable String text) {
        boolean formula = text != null && !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
