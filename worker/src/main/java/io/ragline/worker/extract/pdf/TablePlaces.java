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

    /** Before the first row below it in its column; without one, behind the last above; else by height alone. */
    private static int place(PageTable table, List<Row> rows) {
        int behind = -1;
        int lower = rows.size();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean below = row.baseline() > table.middle();
            if (table.overlapsAcross(row)) {
                if (below) {
                    return i;
                }
                behind = i + 1;
            } else if (below && row.direction() == table.direction()) {
                lower = Math.min(lower, i);
            }
        }
        return behind >= 0 ? behind : lower;
    }

    /** The tables to be read before the row of that place; behind the last for the number of rows. */
    List<PageTable> before(int row) {
        return before.getOrDefault(row, List.of());
    }
}
