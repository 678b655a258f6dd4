package io.ragline.worker.extract.page;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The columns of a table whose cells know where they stand across the page: what they span follows from that. */
public final class ColumnGrid {
    /** In twips (1/1440 inch): edges as close as this are meant to be one. */
    private static final int TOLERANCE = 30;

    private final NavigableSet<Integer> edges = new TreeSet<>();

    /** A cell begins or ends there. */
    public void edge(int twips) {
        Integer near = edges.floor(twips + TOLERANCE);
        if (near == null || near < twips - TOLERANCE) {
            edges.add(twips);
        }
    }

    /** How many columns a cell spans, from 1. */
    public int columns(int left, int right) {
        int from = left + TOLERANCE;
        int to = right - TOLERANCE;
        return to <= from ? 1 : 1 + edges.subSet(from, false, to, false).size();
    }
}
