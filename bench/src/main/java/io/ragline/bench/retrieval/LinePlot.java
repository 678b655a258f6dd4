package io.ragline.bench.retrieval;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines over a common axis, drawn as SVG. Its colours can be told apart by people who are colour-blind (Okabe and Ito,
 * 2008).
 *
 * @param xs of all the lines, rising
 * @param series at most as many as there are colours
 */
record LinePlot(String title, String xLabel, String yLabel, List<Double> xs, List<Series> series) {
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#000000");
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 46;
    private static final int BOTTOM = 58;
    private static final int MOST_TICKS = 8;
    private static final int LEGEND_STEP = 22;

    /** A value for each x. */
    record Series(String name, List<Double> ys) {}

    LinePlot {
        xs = List.copyOf(xs);
        series = List.copyOf(series);
        if (xs.size() < 2 || series.isEmpty() || series.size() > COLOURS.size()) {
            throw new IllegalArgumentException("A plot takes 2 values of x or more and 1 to %d lines, not %d and %d"
                    .formatted(COLOURS.size(), xs.size(), series.size()));
        }
        for (Series each : series) {
            if (each.ys().size() != xs.size()) {
                throw new IllegalArgumentException("%s has %d values for %d of x"
                        .formatted(each.name(), each.ys().size(), xs.size()));
            }
        }
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        add(svg, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="%d" y="26" font-size="15">%s</text>
                """, WIDTH, HEIGHT, WIDTH, HEIGHT, LEFT, escaped(title));
        Axis y = Axis.around(
                series.stream().map(Series::ys).flatMap(Collection::stream).toList());
        addAxes(y, svg);
        for (int i = 0; i < series.size(); i++) {
            addLine(i, y, svg);
        }
        return svg.append("</svg>\n").toString();
    }

    private void addAxes(Axis y, StringBuilder svg) {
        int right = WIDTH - RIGHT;
        int bottom = HEIGHT - BOTTOM;
        for (int i = 0; i <= y.steps(); i++) {
            double value = y.low() + i * y.step();
            add(svg, """
                    <line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#dddddd"/>
                    <text x="%d" y="%.1f" text-anchor="end">%s</text>
                    """, LEFT, top(value, y), right, top(value, y), LEFT - 8, top(value, y) + 4, y.text(value));
        }
        for (double x : xs) {
            add(svg, """
                    <line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#444444"/>
                    <text x="%.1f" y="%d" text-anchor="middle">%.1f</text>
                    """, left(x), bottom, left(x), bottom + 5, left(x), bottom + 20, x);
        }
        int middle = (TOP + bottom) / 2;
        add(
                svg,
                """
                <path d="M%d %dV%dH%d" fill="none" stroke="#444444"/>
                <text x="%d" y="%d" text-anchor="middle">%s</text>
                <text x="18" y="%d" text-anchor="middle" transform="rotate(-90 18 %d)">%s</text>
                """,
                LEFT,
                TOP,
                bottom,
                right,
                (LEFT + right) / 2,
                bottom + 44,
                escaped(xLabel),
                middle,
                middle,
                escaped(yLabel));
    }

    private void addLine(int index, Axis y, StringBuilder svg) {
        Series line = series.get(index);
        String colour = COLOURS.get(index);
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < xs.size(); i++) {
            double left = left(xs.get(i));
            double top = top(line.ys().get(i), y);
            add(points, "%s%.1f,%.1f", i == 0 ? "" : " ", left, top);
            add(dots, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", left, top, colour);
        }
        int legend = WIDTH - RIGHT + 18;
        int row = TOP + 10 + index * LEGEND_STEP;
        add(
                svg,
                """
                <polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>
                %s<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s" stroke-width="2"/>
                <text x="%d" y="%d">%s</text>
                """,
                points,
                colour,
                dots,
                legend,
                row,
                legend + 18,
                row,
                colour,
                legend + 24,
                row + 4,
                escaped(line.name()));
    }

    private double left(double x) {
        return LEFT + (x - xs.getFirst()) / (xs.getLast() - xs.getFirst()) * (WIDTH - LEFT - RIGHT);
    }

    private static double top(double value, Axis y) {
        return HEIGHT - BOTTOM - (value - y.low()) / (y.steps() * y.step()) * (HEIGHT - TOP - BOTTOM);
    }

    private static void add(StringBuilder to, String format, Object... values) {
        to.append(String.format(Locale.ROOT, format, values));
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '&' -> "&amp;";
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '"' -> "&quot;";
                    default -> c < ' ' ? " " : Character.toString(c); // XML has no place for control characters
                })
                .collect(Collectors.joining());
    }

    /** Marks at round values around all that is drawn. */
    private record Axis(double low, double step, int steps) {

        static Axis around(List<Double> values) {
            double least =
                    values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
            double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
            double step = step(Math.max(most - least, 1e-3));
            double low = Math.floor(least / step) * step;
            return new Axis(low, step, Math.max(1, (int) Math.ceil((most - low) / step - 1e-9)));
        }

        /** The smallest of 1, 2 and 5 times a power of ten that needs few enough marks. */
        private static double step(double range) {
            double step = Math.pow(10, Math.floor(Math.log10(range)) - 1);
            double[] factors = {2, 2.5, 2};
            for (int i = 0; range / step > MOST_TICKS; i++) {
                step *= factors[i % factors.length];
            }
            return step;
        }

        String text(double value) {
            return String.format(Locale.ROOT, step < 0.01 ? "%.3f" : "%.2f", value);
        }
    }
}
