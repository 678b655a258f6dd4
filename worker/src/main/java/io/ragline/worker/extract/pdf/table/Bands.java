package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;

/** What stands between rules: one table, or several whose columns differ, one below the other. */
final class Bands {
    private static final int MIN_LINES = 3;
    private static final float MOST = 0.75f;

    private Bands() {}

    /** The lines of bands that show the same columns together. */
    static List<List<Line>> alike(List<List<Line>> bands) {
        List<List<Line>> tables = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        for (List<Line> band : bands) {
            if (!open.isEmpty() && differ(open, band)) {
                tables.add(List.copyOf(open));
                open.clear();
            }
            open.addAll(band);
        }
        tables.add(List.copyOf(open));
        return tables;
    }

    /** Whether one would hide columns of the other: a few lines don't show theirs. */
    private static boolean differ(List<Line> above, List<Line> below) {
        List<Line> one = cells(above);
        List<Line> other = cells(below);
        if (one.size() < MIN_LINES || other.size() < MIN_LINES) {
            return false;
        }
        List<Line> both = new ArrayList<>(one);
        both.addAll(other);
        int most = Math.max(Gutters.columns(one).length, Gutters.columns(other).length) - 1;
        return Gutters.columns(both).length - 1 < MOST * most;
    }

    private static List<Line> cells(List<Line> lines) {
        return lines.stream().filter(line -> line.chunks().size() > 1).toList();
    }
}
