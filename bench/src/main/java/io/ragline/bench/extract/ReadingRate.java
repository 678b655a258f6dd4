package io.ragline.bench.extract;

import java.util.Arrays;
import java.util.Locale;

/**
 * How fast one file was read, in the median of several rounds.
 *
 * @param characters of all its pages' text
 * @param seconds for the whole file
 */
record ReadingRate(String name, int pages, long characters, double seconds) {
    static final String HEADER = "%8s %6s %10s %10s  %s".formatted("pages/s", "pages", "ms", "chars/page", "file");

    static double median(double... seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double pagesPerSecond() {
        return pages / seconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%8.1f %6d %10.1f %10d  %s",
                pagesPerSecond(),
                pages,
                seconds * 1e3,
                pages == 0 ? 0 : characters / pages,
                name);
    }
}
