package io.ragline.cli.ingest.progress;

import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Sums up an ingest for a person: the reason for each file that failed, then the counts. */
final class Report {

    private static final int MOST_LISTED = 20;
    private static final int MOST_ENDINGS = 5;

    private final Terminal terminal;
    private final List<Failed> failed = new ArrayList<>();

    Report(Terminal terminal) {
        this.terminal = terminal;
    }

    void keep(FileOutcome outcome) {
        if (outcome instanceof Failed failure) {
            failed.add(failure);
        }
    }

    void print(IngestDisplay.Ending ending) {
        printFailures();
        printEndings();
        if (ending.stopped()) {
            terminal.print(Sentences.stopped(ending.tally()));
        } else {
            String mark = failed.isEmpty() ? terminal.tick() + " " : "";
            terminal.print(mark + Sentences.end(ending));
        }
    }

    private void printFailures() {
        failed.stream().limit(MOST_LISTED).forEach(each -> terminal.complain(terminal.cross() + " " + line(each)));
        if (failed.size() > MOST_LISTED) {
            terminal.complain("  and %s more; %s".formatted(Text.count(failed.size() - MOST_LISTED), whereAll()));
        }
    }

    /** Files that are not read whatever is in them need not be tried again each time. */
    private void printEndings() {
        var endings = new TreeSet<String>();
        for (Failed each : failed) {
            String name = each.name().toLowerCase(Locale.ROOT);
            int dot = name.lastIndexOf('.');
            if (each.code().equals("DOCUMENT_TYPE_UNSUPPORTED") && dot > name.lastIndexOf('/')) {
                endings.add("--exclude '*" + Text.plain(name.substring(dot)) + "'");
            }
        }
        if (!endings.isEmpty() && endings.size() <= MOST_ENDINGS) {
            terminal.complain("  Files of a type that is not read can be left out: " + String.join(" ", endings));
        }
    }

    private String whereAll() {
        try {
            Path file = Files.createTempFile("ragline-ingest-failed-", ".txt");
            Files.write(file, failed.stream().map(Report::line).toList(), StandardCharsets.UTF_8);
            return "all are in " + file;
        } catch (IOException e) {
            return "--json lists all (a file for them can't be written: " + e.getMessage() + ")";
        }
    }

    private static String line(Failed failed) {
        return Text.plain(failed.name()) + ": " + Text.plain(failed.reason());
    }
}
