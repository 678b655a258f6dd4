package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The columns of lines of text: parted by white space that goes down through nearly all of them. */
final class Gutters {
    private static final float MIN_WIDTH_IN_EM = 0.5f;
    private static final float MIN_WIDTH_OF_FEW_IN_EM = 0.9f;
    private static final int FEW = 4;
    private static final float OF_SPACE = 1.6f;
    private static final float MAX_CROSSING = 0.1f;
    private static final float MIN_SUPPORT = 0.2f;

    private record Edge(float at, int change) {}

    private record Gutter(float from, float to) {
        float middle() {
            return (from + to) / 2;
        }
    }

    private Gutters() {}

    /** The boundaries of the columns, outer ones included; two only if there is but one column. */
    static float[] of(List<Line> lines) {
        float left = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float em = 0;
        float space = 0;
        for (Line line : lines) {
            left = Math.min(left, line.left());
            right = Math.max(right, line.right());
            em += line.size() / lines.size();
            space += Chunk.usualGap(line.words()) / lines.size();
        }
        float width =
                Math.max(lines.size() < FEW ? MIN_WIDTH_OF_FEW_IN_EM * em : MIN_WIDTH_IN_EM * em, OF_SPACE * space);
        List<Gutter> gutters = supported(open(lines, width), lines);
        float[] boundaries = new float[gutters.size() + 2];
        boundaries[0] = left;
        for (int i = 0; i < gutters.size(); i++) {
            boundaries[i + 1] = gutters.get(i).middle();
        }
        boundaries[boundaries.length - 1] = right;
        return boundaries;
    }

    /** Where at most a few lines have text. */
    private static List<Gutter> open(List<Line> lines, float width) {
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
        int allowed = (int) (MAX_CROSSING * lines.size());
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

    /** Those with text of several lines between them; the others part one line's words only. */
    private static List<Gutter> supported(List<Gutter> gutters, List<Line> lines) {
        int needed = Math.max(2, Math.round(MIN_SUPPORT * lines.size()));
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
            boolean dropLeft = i == kept.size() || i > 0 && width(kept.get(i - 1)) < width(kept.get(i));
            kept.remove(dropLeft ? i - 1 : i);
            i = Math.max(0, i - 1);
        }
        return kept;
    }

    private static float width(Gutter gutter) {
        return gutter.to() - gutter.from();
    }
}
