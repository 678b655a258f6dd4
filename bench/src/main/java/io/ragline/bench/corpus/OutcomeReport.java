package io.ragline.bench.corpus;

import io.ragline.bench.corpus.FileOutcome.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The outcomes of some folders, as Markdown that reads well in a terminal too. */
final class OutcomeReport {
    private static final int LONGEST_DETAIL = 110;

    private final Map<Path, List<FileOutcome>> folders;

    /** @param folders each with what became of its files, in the order of the report */
    OutcomeReport(Map<Path, List<FileOutcome>> folders) {
        this.folders = folders;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(summary());
        List<FileOutcome> all = folders.values().stream().flatMap(List::stream).toList();
        lines.add("");
        lines.addAll(codes(all));
        List<FileOutcome> failed =
                all.stream().filter(file -> file.ending() != Ending.SUCCEEDED).toList();
        if (!failed.isEmpty()) {
            lines.add("");
            lines.addAll(failures(failed));
        }
        return lines;
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| folder | files | succeeded | of these with warnings | failed | rejected | hung | ms p50 | ms max |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        folders.forEach((folder, files) -> {
            long[] millis =
                    files.stream().mapToLong(FileOutcome::millis).sorted().toArray();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %d | %d | %,d |",
                    folder.getFileName(),
                    files.size(),
                    count(files, file -> file.ending() == Ending.SUCCEEDED),
                    count(files, file -> file.ending() == Ending.SUCCEEDED && file.hasWarnings()),
                    count(files, file -> file.ending() == Ending.FAILED),
                    count(files, file -> file.ending() == Ending.REJECTED),
                    count(files, file -> file.ending() == Ending.HUNG),
                    millis.length == 0 ? 0 : millis[millis.length / 2],
                    millis.length == 0 ? 0 : millis[millis.length - 1]));
        });
        return lines;
    }

    private static long count(List<FileOutcome> files, Predicate<FileOutcome> which) {
        return files.stream().filter(which).count();
    }

    private static List<String> codes(List<FileOutcome> all) {
        Map<String, Integer> files = new TreeMap<>();
        for (FileOutcome file : all) {
            if (!file.code().isEmpty()) {
                files.merge("%s | `%s`".formatted(file.ending(), file.code()), 1, Integer::sum);
            }
            file.warnings().keySet().forEach(code -> files.merge("warned | `%s`".formatted(code), 1, Integer::sum));
        }
        List<String> lines = new ArrayList<>(List.of("| | code | files |", "| --- | --- | --- |"));
        files.forEach((what, count) -> lines.add("| %s | %d |".formatted(what, count)));
        return lines;
    }

    /** A row for each code and what it says, with the files to which it was said. */
    private List<String> failures(List<FileOutcome> failed) {
        Map<String, List<String>> files = new TreeMap<>();
        for (FileOutcome file : failed) {
            String what =
                    "`%s` | %s".formatted(file.code().isEmpty() ? file.ending() : file.code(), cell(file.detail()));
            files.computeIfAbsent(what, key -> new ArrayList<>()).add(name(file.file()));
        }
        List<String> lines = new ArrayList<>(List.of("| code | what it says | files |", "| --- | --- | --- |"));
        files.forEach((what, names) -> lines.add("| %s | %s |".formatted(what, String.join(", ", names))));
        return lines;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String cell(String text) {
        String line = text.replace('|', '/').replaceAll("\\s+", " ");
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
