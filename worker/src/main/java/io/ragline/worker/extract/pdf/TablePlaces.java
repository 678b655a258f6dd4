package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where among a page's rows its tables are read. */
final class TablePlaces {
    private final Map<Integer, List<PageTable>> before = new HashMap<>();

    TablePlaces(List<Row> rows, List<PageTable> tables) {
        tables.stream()
                .sorted(Comparator.comparingDouble(PageTable::top).thenComparingDouble(PageTable::left))
                .forEach(table -> before.computeIfAbsent(place(table, rows), i -> new ArrayList<>())
                        .add(table));
    }

    /**
     * Where the fewest rows of its column stand on the wrong side, after the row that is nearest above it or before the
     * one nearest below; where no row shares its column, by height alone.
     */
    private static int place(PageTable table, List<Row> rows) {
        int wrong = 0;
        for (Row row : rows) {
            wrong += table.overlapsAcross(row) && !isBelow(row, table) ? 1 : 0;
        }
        boolean alone = true;
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        float nearest = Float.MAX_VALUE;
        for (int i = 0; i <= rows.size(); i++) {
            float distance = Math.min(distance(table, rows, i - 1), distance(table, rows, i));
            if (wrong < fewest || wrong == fewest && distance < nearest) {
                fewest = wrong;
                nearest = distance;
                best = i;
            }
            if (i < rows.size() && table.overlapsAcross(rows.get(i))) {
                alone = false;
                wrong += isBelow(rows.get(i), table) ? 1 : -1;
            }
        }
        return alone ? byHeight(table, rows) : best;
    }

    private static boolean isBelow(Row row, PageTable table) {
        return row.baseline() > table.middle();
    }

    private static float distance(PageTable table, List<Row> rows, int i) {
        if (i < 0 || i >= rows.size() || !table.overlapsAcross(rows.get(i))) {
            return Float.MAX_VALUE;
        }
        float baseline = rows.get(i).baseline();
        return baseline > table.middle() ? baseline - table.bottom() : table.top() - baseline;
    }

    private static int byHeight(PageTable table, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).direction() == table.direction() && isBelow(rows.get(i), table)) {
                return i;
            }
        }
        return rows.size();
    }

    /** The tables to be read before the row of that place; behind the last for the number of rows. */
    List<PageTable> before(int row) {
        return before.getOrDefault(row, List.of());
    }
}
