package io.ragline.worker.chunk;

import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as units.
 *
 * @param rows in order; one that is too long is several
 * @param header those of them, from the first, that name the columns: the table's head, or, where it has none, its first row
 */
record TableUnits(List<Unit> rows, List<Unit> header) {

    static TableUnits of(TextBlock table, Page page, UnitCutter cutter) {
        List<Unit> units = new ArrayList<>();
        int header = 0;
        for (TableText.Row row : TableText.rows(table)) {
            units.addAll(cutter.row(row, page));
            if (row.header() || header == 0) {
                header = units.size();
            }
        }
        if (!units.isEmpty()) {
            units.set(0, units.getFirst().after("\n\n"));
        }
        return new TableUnits(List.copyOf(units), List.copyOf(units.subList(0, header == units.size() ? 0 : header)));
    }
}
