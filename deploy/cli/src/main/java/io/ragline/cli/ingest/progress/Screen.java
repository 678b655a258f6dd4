package io.ragline.cli.ingest.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays out how far an ingest is as lines that fit a terminal: one bar for all, then a line for each file that something is
 * being done with.
 */
final class Screen {

    private static final int MOST_FILES = 10;
    private static final int WIDEST_BAR = 32;
    private static final int NARROWEST_BAR = 8;
    private static final int ROOM_FOR_BYTES = 72;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private final int width;
    private final boolean unicode;

    /** @param unicode whether the terminal can show more than ASCII */
    Screen(int width, boolean unicode) {
        this.width = width;
        this.unicode = unicode;
    }

    List<String> lines(Snapshot now) {
        List<String> lines = new ArrayList<>();
        lines.add(overall(now));
        now.running().stream().limit(MOST_FILES).map(this::line).forEach(lines::add);
        int more = now.running().size() - MOST_FILES;
        if (more > 0) {
            lines.add("  and " + Text.count(more) + " more");
        }
        if (now.sent() > 0) {
            lines.add("  sent              " + Text.files(now.sent()) + ", being taken in");
        }
        int waiting = now.tally().onServer() - now.onServerRunning();
        if (waiting > 0) {
            String ahead = now.ahead() == 0 ? "" : ", behind " + Text.count(now.ahead()) + " of others";
            lines.add("  queued            " + Text.files(waiting) + ahead);
        }
        if (!now.note().isEmpty()) {
            lines.add("  " + Text.fit(Text.plain(now.note()), width - 3, ellipsis()));
        }
        return lines.stream().map(line -> Text.cut(line, width - 1)).toList();
    }

    private String overall(Snapshot now) {
        String percent = String.format(Locale.ROOT, "%3d %%", (int) (100 * now.fraction()));
        List<String> counts = counts(now);
        String separator = unicode ? " · " : ", ";
        int room = width - 1 - percent.length() - String.join(separator, counts).length() - 4;
        if (room >= NARROWEST_BAR) {
            return percent + " " + bar(now.fraction(), Math.min(room, WIDEST_BAR)) + " "
                    + String.join(separator, counts);
        }
        return percent + " " + String.join(separator, counts);
    }

    private List<String> counts(Snapshot now) {
        Tally tally = now.tally();
        List<String> parts = new ArrayList<>();
        parts.add(Text.count(tally.done()) + "/" + Text.files(tally.all()));
        if (width >= ROOM_FOR_BYTES) {
            parts.add(Text.bytes(now.doneBytes()) + "/" + Text.bytes(now.bytes()));
        }
        if (tally.failed() > 0) {
            parts.add(Text.count(tally.failed()) + " failed");
        }
        now.left().ifPresent(left -> parts.add(Text.left(left) + " left"));
        return parts;
    }

    private String bar(double fraction, int columns) {
        if (!unicode) {
            int full = (int) (fraction * columns);
            return "[" + "#".repeat(full) + " ".repeat(columns - full) + "]";
        }
        int eighths = (int) (fraction * columns * 8);
        String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
        return "│" + bar + " ".repeat(columns - bar.length()) + "│";
    }

    private String line(RunningFile file) {
        String units = file.total() == 0 ? "" : file.done() + "/" + file.total();
        String head = String.format(
                Locale.ROOT, "  %-9s %3d %%  ", Text.fit(Text.plain(file.stage()), 9, ellipsis()), file.percent());
        int room = width - 1 - head.length() - (units.isEmpty() ? 0 : units.length() + 2);
        return head + Text.fit(Text.plain(file.name()), room, ellipsis()) + (units.isEmpty() ? "" : "  " + units);
    }

    private String ellipsis() {
        return unicode ? "…" : "...";
    }
}
