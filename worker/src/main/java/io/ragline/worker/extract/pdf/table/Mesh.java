package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that meet, seen as a grid: its rows and columns stand between any two of the lines. Where no line parts two
 * places of the grid, they belong to one cell, which so spans rows or columns. The outer border is taken for drawn.
 */
final class Mesh {
    /** A line may end that much before the one that it is meant to meet. */
    static final float TOLERANCE = 3f;

    /** Lines nearer to each other than this leave no room for text between them. */
    private static final float MIN_PITCH = 3f;

    private static final float MOST_OF_SIDE = 0.6f;

    /** Places of a grid that form one cell: the row and column of its first, and how far it goes. */
    record Region(int row, int column, int rowSpan, int columnSpan) {}

    final float[] xs;
    final float[] ys;
    private final List<Ruling> across;
    private final List<Ruling> down;

    private Mesh(float[] xs, float[] ys, List<Ruling> across, List<Ruling> down) {
        this.xs = xs;
        this.ys = ys;
        this.across = across;
        this.down = down;
    }

    static Mesh of(List<Ruling> across, List<Ruling> down) {
        List<Float> xs = new ArrayList<>();
        List<Float> ys = new ArrayList<>();
        down.forEach(r -> xs.add(r.at()));
        across.forEach(r -> ys.add(r.at()));
        // borders that are left out: as far as the lines of the other direction go
        across.forEach(r -> Collections.addAll(xs, r.from(), r.to()));
        down.forEach(r -> Collections.addAll(ys, r.from(), r.to()));
        return new Mesh(
                boundaries(xs, down.stream().map(Ruling::at).toList()),
                boundaries(ys, across.stream().map(Ruling::at).toList()),
                across,
                down);
    }

    /** The places of the lines, and the two extremes. */
    private static float[] boundaries(List<Float> all, List<Float> lines) {
        List<Float> places = new ArrayList<>(lines);
        places.add(Collections.min(all));
        places.add(Collections.max(all));
        Collections.sort(places);
        List<Float> apart = new ArrayList<>();
        for (float place : places) {
            if (apart.isEmpty() || place - apart.getLast() > MIN_PITCH) {
                apart.add(place);
            }
        }
        float[] result = new float[apart.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = apart.get(i);
        }
        return result;
    }

    int rows() {
        return ys.length - 1;
    }

    int columns() {
        return xs.length - 1;
    }

    Area area() {
        return new Area(xs[0], ys[0], xs[xs.length - 1], ys[ys.length - 1]);
    }

    /** How many of the four sides around it are drawn. */
    int drawnSides() {
        Area area = area();
        int sides = 0;
        sides += isDrawn(across, area.top(), area.left(), area.right()) ? 1 : 0;
        sides += isDrawn(across, area.bottom(), area.left(), area.right()) ? 1 : 0;
        sides += isDrawn(down, area.left(), area.top(), area.bottom()) ? 1 : 0;
        sides += isDrawn(down, area.right(), area.top(), area.bottom()) ? 1 : 0;
        return sides;
    }

    private static boolean isDrawn(List<Ruling> lines, float at, float from, float to) {
        double covered = lines.stream()
                .filter(line -> Math.abs(line.at() - at) <= TOLERANCE)
                .mapToDouble(line -> line.covers(from, to))
                .sum();
        return covered > 0.8 * (to - from);
    }

    static int slot(float[] boundaries, float at) {
        int found = Arrays.binarySearch(boundaries, at);
        int slot = found >= 0 ? found : -found - 2;
        return Math.clamp(slot, 0, boundaries.length - 2);
    }

    /** The cells, each a rectangle. */
    List<Region> regions() {
        BitSet[] right = parted(xs, ys, down);
        BitSet[] below = parted(ys, xs, across);
        int columns = columns();
        int[] group = new int[rows() * columns];
        Arrays.setAll(group, i -> i);
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns; c++) {
                if (c + 1 < columns && !right[c + 1].get(r)) {
                    join(group, r * columns + c, r * columns + c + 1);
                }
                if (r + 1 < rows() && !below[r + 1].get(c)) {
                    join(group, r * columns + c, (r + 1) * columns + c);
                }
            }
        }
        return rectangles(group, right, below);
    }

    /** For each boundary, by which slots of the other axis a line stands on it. */
    private static BitSet[] parted(float[] boundaries, float[] slots, List<Ruling> lines) {
        float[][] covered = new float[boundaries.length][slots.length - 1];
        for (Ruling line : lines) {
            int boundary = nearest(boundaries, line.at());
            int last = slot(slots, line.to());
            for (int s = slot(slots, line.from()); s <= last; s++) {
                covered[boundary][s] += line.covers(slots[s], slots[s + 1]);
            }
        }
        BitSet[] parted = new BitSet[boundaries.length];
        for (int b = 0; b < boundaries.length; b++) {
            parted[b] = new BitSet();
            for (int s = 0; s < slots.length - 1; s++) {
                float side = slots[s + 1] - slots[s];
                parted[b].set(s, covered[b][s] >= Math.min(MOST_OF_SIDE * side, side - TOLERANCE));
            }
        }
        return parted;
    }

    private static int nearest(float[] boundaries, float at) {
        int slot = slot(boundaries, at);
        return at - boundaries[slot] <= boundaries[slot + 1] - at ? slot : slot + 1;
    }

    private static int find(int[] group, int i) {
        int root = i;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }

    private static void join(int[] group, int one, int other) {
        group[find(group, one)] = find(group, other);
    }

    private List<Region> rectangles(int[] group, BitSet[] right, BitSet[] below) {
        Map<Integer, int[]> extents = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            int r = i / columns();
            int c = i % columns();
            int[] e = extents.computeIfAbsent(find(group, i), k -> new int[] {r, c, r, c, 0});
            e[0] = Math.min(e[0], r);
            e[1] = Math.min(e[1], c);
            e[2] = Math.max(e[2], r);
            e[3] = Math.max(e[3], c);
            e[4]++;
        }
        List<Region> regions = new ArrayList<>();
        for (var entry : extents.entrySet()) {
            int[] e = entry.getValue();
            if ((e[2] - e[0] + 1) * (e[3] - e[1] + 1) == e[4]) {
                regions.add(new Region(e[0], e[1], e[2] - e[0] + 1, e[3] - e[1] + 1));
            } else {
                addRuns(entry.getKey(), group, e, right, below, regions);
            }
        }
        return regions;
    }

    /** A group that is no rectangle is cut into runs along its rows; runs of equal extent stay together. */
    private void addRuns(int root, int[] group, int[] e, BitSet[] right, BitSet[] below, List<Region> regions) {
        Map<Integer, Region> open = new HashMap<>();
        for (int r = e[0]; r <= e[2]; r++) {
            Map<Integer, Region> next = new HashMap<>();
            int c = e[1];
            while (c <= e[3]) {
                if (find(group, r * columns() + c) != root) {
                    c++;
                    continue;
                }
                int end = c;
                while (end < e[3] && find(group, r * columns() + end + 1) == root && !right[end + 1].get(r)) {
                    end++;
                }
                Region above = open.remove(c);
                Region here = new Region(r, c, 1, end - c + 1);
                if (above != null
                        && above.columnSpan() == here.columnSpan()
                        && below[r].get(c, end + 1).isEmpty()) {
                    here = new Region(above.row(), c, above.rowSpan() + 1, here.columnSpan());
                } else if (above != null) {
                    regions.add(above);
                }
                next.put(c, here);
                c = end + 1;
            }
            regions.addAll(open.values());
            open = next;
        }
        regions.addAll(open.values());
    }
}
