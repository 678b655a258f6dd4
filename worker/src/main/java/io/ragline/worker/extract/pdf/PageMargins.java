package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The outermost lines of a page that read upright as it is shown.
 *
 * @param page its number
 * @param height of the page as shown, in points
 * @param hasTables whether it holds more than its lines
 * @param top from the upper edge downwards
 * @param bottom from the lower edge upwards
 * @param marked lines that the producer marked as pagination
 */
record PageMargins(
        int page,
        float height,
        boolean hasTables,
        List<MarginLine> top,
        List<MarginLine> bottom,
        List<MarginLine> marked) {
    /** One more than a header may have, to tell one from a page that is all like the others. */
    private static final int LINES = 5;

    private static final float WIDEST_IN_EM = 2;

    static PageMargins of(ReadPage page) {
        float height = page.geometry().shownHeight();
        List<List<Row>> lines = lines(page.rows(), page.geometry().rotation());
        boolean hasTables = !page.tables().isEmpty();
        float usual = usualDistance(lines, hasTables);
        List<MarginLine> top = new ArrayList<>();
        List<MarginLine> bottom = new ArrayList<>();
        int last = lines.size() - 1;
        for (int i = 0; i < Math.min(LINES, lines.size()); i++) {
            float down = i == last ? Float.MAX_VALUE : distance(lines.get(i), lines.get(i + 1));
            top.add(MarginLine.of(lines.get(i), page.number(), baseline(lines.get(i)), down, usual));
            float up = i == last ? Float.MAX_VALUE : distance(lines.get(last - i - 1), lines.get(last - i));
            bottom.add(MarginLine.of(
                    lines.get(last - i), page.number(), height - baseline(lines.get(last - i)), up, usual));
        }
        List<MarginLine> marked = lines(page.pagination(), page.geometry().rotation()).stream()
                .map(line -> MarginLine.of(line, page.number(), baseline(line), Float.MAX_VALUE, 1))
                .toList();
        return new PageMargins(page.number(), height, hasTables, top, bottom, marked);
    }

    /** What stands side by side, from the top down. */
    private static List<List<Row>> lines(List<Row> rows, int rotation) {
        List<Row> down = rows.stream()
                .filter(row -> row.direction() == rotation)
                .sorted(Comparator.comparingDouble(Row::baseline))
                .toList();
        List<List<Row>> lines = new ArrayList<>();
        for (Row row : down) {
            if (lines.isEmpty() || row.baseline() - baseline(lines.getLast()) > 0.5f * row.size()) {
                lines.add(new ArrayList<>());
            }
            lines.getLast().add(row);
        }
        lines.forEach(line -> line.sort(Comparator.comparingDouble(Row::left)));
        return lines;
    }

    /** Where tables were taken out, what stands around them is far apart. */
    private static float usualDistance(List<List<Row>> lines, boolean hasTables) {
        List<Float> distances = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            distances.add(distance(lines.get(i - 1), lines.get(i)));
        }
        distances.sort(null);
        if (distances.isEmpty()) {
            return 1;
        }
        float median = Math.max(1, distances.get(distances.size() / 2));
        return hasTables
                ? Math.min(median, WIDEST_IN_EM * lines.getFirst().getFirst().size())
                : median;
    }

    private static float distance(List<Row> above, List<Row> below) {
        return baseline(below) - baseline(above);
    }

    private static float baseline(List<Row> line) {
        return line.getFirst().baseline();
    }
}
