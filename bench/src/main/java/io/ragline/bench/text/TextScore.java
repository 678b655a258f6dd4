package io.ragline.bench.text;

import java.util.List;
import java.util.Locale;

/**
 * How well one PDF was read.
 *
 * @param ratio of the text as it is indexed, without running headers, footers and page numbers
 * @param withMargins of the text with these
 * @param flowed as {@code ratio}, every run of white space in both texts taken for one space
 * @param pagesPerSecond read by a warm child process
 */
record TextScore(String name, int pages, double ratio, double withMargins, double flowed, double pagesPerSecond) {
    static final String HEADER =
            "%9s %13s %9s %6s %8s  %s".formatted("ratio", "with margins", "flowed", "pages", "pages/s", "file");

    static TextScore mean(List<TextScore> scores) {
        int pages = scores.stream().mapToInt(TextScore::pages).sum();
        double seconds = scores.stream()
                .mapToDouble(score -> score.pages() / score.pagesPerSecond())
                .filter(Double::isFinite)
                .sum();
        return new TextScore(
                "mean of %d".formatted(scores.size()),
                pages,
                scores.stream().mapToDouble(TextScore::ratio).average().orElse(0),
                scores.stream().mapToDouble(TextScore::withMargins).average().orElse(0),
                scores.stream().mapToDouble(TextScore::flowed).average().orElse(0),
                seconds == 0 ? 0 : pages / seconds);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%9.4f %13.4f %9.4f %6d %8.1f  %s",
                ratio,
                withMargins,
                flowed,
                pages,
                pagesPerSecond,
                name);
    }
}
