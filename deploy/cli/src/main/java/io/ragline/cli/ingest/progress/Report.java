package io.ragline.cli.ingest.progress;

import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Sums up an ingest for a person: the reason for each file that failed, alike ones together, then the counts. */
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
        Map<String, List<Failed>> alike = new LinkedHashMap<>();
        for (Failed each : failed) {
            alike.computeIfAbsent(reason(each), reason -> new ArrayList<>()).add(each);
        }
        int left = MOST_LISTED;
        // the rare reasons first, or a frequent one would leave no room for them
        List<Map.Entry<String, List<Failed>>> groups = new ArrayList<>(alike.entrySet());
        groups.sort(Comparator.comparing(group -> group.getValue().size()));
        for (Map.Entry<String, List<Failed>> group : groups) {
            left -= print(group.getKey(), group.getValue(), left);
        }
        if (failed.size() > MOST_LISTED) {
            terminal.complain("  and %s more; %s".formatted(Text.count(failed.size() - MOST_LISTED), whereAll()));
        }
        printEndings();
        if (ending.stopped()) {
            terminal.print(Sentences.stopped(ending.tally()));
        } else {
            String mark = failed.isEmpty() ? terminal.tick() + " " : "";
            terminal.print(mark + Sentences.end(ending));
        }
    }

    /** Returns how many files it listed. */
    private int print(String reason, List<Failed> files, int most) {
        if (most <= 0) {
            return 0;
        }
        if (files.size() == 1) {
            wrapped(terminal.cross() + " " + Text.plain(files.getFirst().name()) + ": " + reason);
            return 1;
        }
        wrapped("%s %s: %s".formatted(terminal.cross(), Text.files(files.size()), reason));
        List<Failed> listed = files.subList(0, Math.min(most, files.size()));
        listed.forEach(each -> terminal.complain("    " + Text.plain(each.name())));
        return listed.size();
    }

    /** At a terminal words are kept whole; elsewhere a line is a thing to search for. */
    private void wrapped(String text) {
        if (terminal.interactive()) {
            String indented = terminal.wrap(text, "  ");
            terminal.complain(indented.substring(2));
        } else {
            terminal.complain(text);
        }
    }

    /** The same for all files that failed for the same reason: the API's words may begin with the name of the file. */
    private static String reason(Failed failure) {
        String name = failure.name().substring(failure.name().lastIndexOf('/') + 1);
        String reason = failure.reason();
        return Text.plain(reason.startsWith(name + " ") ? "It" + reason.substring(name.length()) : reason);
    }

    /** Files that are not read whatever is in them need not be tried again each time. */
    private void printEndings() {
        var endings = new TreeSet<String>();
        for (Failed each : failed) {
            String name = each.name().toLowerCase(Locale.ROOT);
            int dot = name.lastIndexOf('.');
            boolean isArchive = name.endsWith(".zip"); // then the type of something in it
            if (each.code().equals("DOCUMENT_TYPE_UNSUPPORTED") && dot > name.lastIndexOf('/') && !isArchive) {
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
            List<String> lines = failed.stream()
                    .map(each -> Text.plain(each.name()) + ": " + reason(each))
                    .toList();
            Files.write(file, lines, StandardCharsets.UTF_8);
            return "all are in " + file;
        } catch (IOException e) {
            return "--json lists all (a file for them can't be written: " + e.getMessage() + ")";
        }
    }
}
