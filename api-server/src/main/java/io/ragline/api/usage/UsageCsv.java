package io.ragline.api.usage;

import io.ragline.catalog.UsageStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
                "day", "model", "key", "questions", "cached", "promptTokens", "completionTokens", "estimated", "cost"));
        Arrays.stream(UsageStage.values()).map(UsageStage::id).forEach(stage -> {
            names.add(stage + "Mean");
            names.add(stage + "P50");
            names.add(stage + "P95");
        });
        return names;
    }

    private static List<Object> cells(UsageView.Row row) {
        UUID key = row.key();
        List<Object> cells = new ArrayList<>(List.of(
                text(row.day()),
                text(row.model()),
                text(key == null ? null : key.toString()),
                row.questions(),
                row.cached(),
                row.promptTokens(),
                row.completionTokens(),
                row.estimated(),
                Objects.requireNonNullElse(row.cost(), "")));
        for (UsageStage stage : UsageStage.values()) {
            UsageView.Latency latency = row.latencies().get(stage.id());
            cells.addAll(latency == null ? List.of("", "", "") : List.of(latency.mean(), latency.p50(), latency.p95()));
        }
        return cells;
    }

    /** A text that could be a formula gets an apostrophe before it, which spreadsheets take as the mark of a text. */
    private static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
