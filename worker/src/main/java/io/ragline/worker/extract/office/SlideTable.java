package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.Cell;
import io.ragline.worker.extract.page.TableWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** A table on a slide. Cells say what they span, and those that another one spans say so. */
final class SlideTable {
    private static final int MOST_ROWS = 20_000;

    private final List<List<Cell>> rows = new ArrayList<>();
    private List<Cell> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int columns;
    private int spannedRows;
    private boolean covered;
    private boolean header;

    void firstRowIsHeader(boolean isHeader) {
        header = isHeader;
    }

    void startCell(Attributes attributes) {
        cell.setLength(0);
        columns = Word.number(attributes.getValue("gridSpan"), 1);
        spannedRows = Word.number(attributes.getValue("rowSpan"), 1);
        covered = isOn(attributes.getValue("hMerge")) || isOn(attributes.getValue("vMerge"));
    }

    private static boolean isOn(@Nullable String value) {
        return value != null && Word.isOn(value);
    }

    void add(String paragraph) {
        cell.append(cell.isEmpty() ? "" : "\n").append(paragraph);
    }

    void endCell() {
        if (!covered) {
            row.add(new Cell(cell.toString(), columns, spannedRows, header && rows.isEmpty()));
        }
        cell.setLength(0);
    }

    void endRow() {
        if (rows.size() < MOST_ROWS) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }

    void writeTo(TableWriter table) {
        rows.forEach(table::row);
        table.finish();
    }
}
