package io.ragline.worker.extract.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The cells of a sheet that were merged, given as areas beside the sheet; gives rows their cells with spans. Rows are asked
 * for from top to bottom.
 */
public final class MergedCells {
    private static final int MOST_AREAS = 200_000;
    private static final int MOST_OPEN = 500;
    private static final int LONGEST_GAP = 50;

    private record Area(int top, int bottom, int left, int right) {
        boolean holds(int row, int column) {
            return row >= top && row <= bottom && column >= left && column <= right;
        }
    }

    private final List<Area> areas = new ArrayList<>();
    private final List<Area> open = new ArrayList<>();
    private int taken;
    private boolean sorted;

    /** All counted from 0, the last ones included. */
    public void add(int top, int bottom, int left, int right) {
        if (areas.size() < MOST_AREAS && bottom >= top && right >= left) {
            areas.add(new Area(top, bottom, left, right));
        }
    }

    /**
     * A row's cells from the first column on, without those that others span.
     *
     * @param index of the row, counted from 0
     * @param values what stands in which column
     */
    public List<Cell> row(int index, SortedMap<Integer, String> values) {
        advance(index);
        List<Cell> cells = new ArrayList<>();
        int next = 0;
        for (Map.Entry<Integer, String> value : values.entrySet()) {
            int column = value.getKey();
            Area area = area(index, column);
            if (column < next || area != NONE && (area.top != index || area.left != column)) {
                continue;
            }
            fill(cells, index, next, column);
            cells.add(new Cell(value.getValue(), area.right - area.left + 1, area.bottom - area.top + 1, false));
            next = area == NONE ? column + 1 : area.right + 1;
        }
        return cells;
    }

    private static final Area NONE = new Area(0, 0, 0, 0);

    private void fill(List<Cell> cells, int row, int from, int to) {
        if (to - from > LONGEST_GAP) {
            cells.add(new Cell("", to - from, 1, false));
            return;
        }
        for (int column = from; column < to; column++) {
            Area area = area(row, column);
            if (area == NONE || area.top == row) {
                cells.add(Cell.EMPTY);
            }
        }
    }

    private Area area(int row, int column) {
        for (Area area : open) {
            if (area.holds(row, column)) {
                return area;
            }
        }
        return NONE;
    }

    private void advance(int row) {
        if (!sorted) {
            areas.sort(Comparator.comparingInt(Area::top));
            sorted = true;
        }
        open.removeIf(area -> area.bottom < row);
        while (taken < areas.size() && areas.get(taken).top <= row) {
            Area area = areas.get(taken++);
            if (area.bottom >= row && open.size() < MOST_OPEN) {
                open.add(area);
            }
        }
    }
}
