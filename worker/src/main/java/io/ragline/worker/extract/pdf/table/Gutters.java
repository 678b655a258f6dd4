package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The white space that goes down between the columns of lines of text, through nearly all of the lines. */
final class Gutters {
    private static final float MIN_WIDTH_IN_EM = 0.5f;
    private static final float MIN_WIDTH_OF_FEW_IN_EM = 0.9f;
    private static final int FEW = 4;
    private static final float OF_SPACE = 1.6f;
    private static final float MAX_CROSSING = 0.1f;
    private static final float MIN_SUPPORT = 0.2f;

    private record Edge(float at, int change) {}

    /** A stretch between two columns. */
    record Gutter(float from, float to) {
        float middle() {
            return (from + to) / 2;
        }

        float width() {
            return to - from;
        }
    }

    private Gutters() {}

    /** The boundaries of the columns, outer ones included; two only if there is but one column. */
    static float[] columns(List<Line> lines) {
        return boundaries(lines, find(lines, MIN_SUPPORT));
    }

    /** The boundaries of pieces of text that no word crosses, however few lines there are. */
    static float[] pieces(List<Line> lines, float gapInEm) {
        float em = (float) lines.stream().mapToDouble(Line::size).average().orElse(0);
        return boundaries(lines, open(lines, gapInEm * em, 0));
    }

    /** @param support share of the lines that has to have text in each column */
    static List<Gutter> find(List<Line> lines, float support) {
        float em = 0;
        float space = 0;
        for (Line line : lines) {
            em += line.size() / lines.size();
            space += Chunk.usualGap(line.words()) / lines.size();
        }
        float least = lines.size() < FEW ? MIN_WIDTH_OF_FEW_IN_EM : MIN_WIDTH_IN_EM;
        float width = Math.max(least * em, OF_SPACE * space);
        int crossing = (int) (MAX_CROSSING * lines.size());
        return supported(open(lines, width, crossing), lines, Math.max(2, Math.round(support * lines.size())));
    }

    private static float[] boundaries(List<Line> lines, List<Gutter> gutters) {
        float[] boundaries = new float[gutters.size() + 2];
        boundaries[0] = (float) lines.stream().mapToDouble(Line::left).min().orElse(0);
        for (int i = 0; i < gutters.size(); i++) {
            boundaries[i + 1] = gutters.get(i).middle();
        }
        boundaries[boundaries.length - 1] =
                (float) lines.stream().mapToDouble(Line::right).max().orElse(0);
        return boundaries;
    }

    /** Where at most so many lines have text. */
    private static List<Gutter> open(List<Line> lines, float width, int allowed) {
        List<Edge> edges = new ArrayList<>();
        for (Line line : lines) {
            for (Word word : line.words()) {
                if (!word.isLeader()) {
                    edges.add(new Edge(word.left(), 1));
                    edges.add(new Edge(word.right(), -1));
                }
            }
        }
        edges.sort(Comparator.comparingDouble(Edge::at).thenComparingInt(Edge::change));
        List<Gutter> gutters = new ArrayList<>();
        int covering = 0;
        float from = Float.NaN;
        boolean reached = false;
        for (Edge edge : edges) {
            covering += edge.change();
            if (covering <= allowed && edge.change() < 0 && reached) {
                from = Float.isNaN(from) ? edge.at() : from;
            } else if (covering > allowed) {
                if (!Float.isNaN(from) && edge.at() - from >= width) {
                    gutters.add(new Gutter(from, edge.at()));
                }
                from = Float.NaN;
                reached = true;
            }
        }
        return gutters;
    }

    /** Those with text of enough lines between them; the others part one line's words only. */
    private static List<Gutter> supported(List<Gutter> gutters, List<Line> lines, int needed) {
        List<Gutter> kept = new ArrayList<>(gutters);
        int i = 0;
        while (i <= kept.size() && !kept.isEmpty()) {
            float from = i == 0 ? -Float.MAX_VALUE : kept.get(i - 1).middle();
            float to = i == kept.size() ? Float.MAX_VALUE : kept.get(i).middle();
            long filled = lines.stream()
                    .filter(line -> line.words().stream()
                            .anyMatch(w -> !w.isLeader() && w.centreAcross() > from && w.centreAcross() < to))
                    .count();
            if (filled >= needed) {
                i++;
                continue;
            }
            boolean dropLeft = i == kept.size()
                    || i > 0 && kept.get(i - 1).width() < kept.get(i).width();
            kept.remove(dropLeft ? i - 1 : i);
            i = Math.max(0, i - 1);
        }
        return kept;
    }
}
