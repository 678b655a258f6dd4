package io.ragline.bench.retrieval.speed;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The findings as Markdown tables. */
final class SpeedReport {
    private static final double MIB = 1 << 20;

    private SpeedReport() {}

    /** What a collection costs, a row for each. */
    static String costs(List<SpeedFinding> findings) {
        StringBuilder table = new StringBuilder(head(
                "chunks",
                "indexing",
                "with merges",
                "on disk",
                "heap",
                "cold start",
                "recall@100",
                "50 % filter",
                "1 % filter"));
        findings.forEach(finding -> table.append(row(
                "%,d".formatted(finding.chunks()),
                rate(finding, true),
                rate(finding, false),
                "%,.0f MB".formatted(finding.bytes() / MIB),
                "%,.0f MB".formatted(finding.heap() / MIB),
                "%,d ms".formatted(finding.coldStart().toMillis()),
                share(finding, Selection.ALL),
                share(finding, Selection.HALF),
                share(finding, Selection.HUNDREDTH))));
        return table.toString();
    }

    /** Times of searches, a row for each situation. */
    static String times(SpeedFinding finding) {
        StringBuilder table =
                new StringBuilder(head("chunks", "meanwhile", "filter", "mode", "p50 ms", "p95 ms", "p99 ms"));
        for (Situation situation : finding.timings().situations()) {
            table.append(row(
                    "%,d".formatted(finding.chunks()),
                    situation.meanwhile(),
                    situation.selection().label(),
                    situation.mode().id(),
                    time(finding, situation, 50),
                    time(finding, situation, 95),
                    time(finding, situation, 99)));
        }
        return table.toString();
    }

    private static String rate(SpeedFinding finding, boolean searchable) {
        Indexing.Times times = finding.indexing();
        if (times == null) {
            return "–";
        }
        Duration time = searchable ? times.searchable() : times.settled();
        return "%,.0f/s".formatted(finding.chunks() / (time.toNanos() / 1e9));
    }

    private static String share(SpeedFinding finding, Selection selection) {
        return String.format(Locale.ROOT, "%.3f", finding.recall().get(selection));
    }

    private static String time(SpeedFinding finding, Situation situation, int percent) {
        return number(finding.timings().percentile(situation, percent));
    }

    static String number(double milliseconds) {
        return String.format(Locale.ROOT, "%.1f", milliseconds);
    }

    static String head(String... cells) {
        return row(cells) + "|" + "---|".repeat(cells.length) + "\n";
    }

    static String row(String... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
        for (String cell : cells) {
            row.add(cell);
        }
        return row.toString();
    }
}
