package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.page.ColumnGrid;
import io.ragline.worker.extract.page.Merge;
import io.ragline.worker.extract.page.TableWriter;
import io.ragline.worker.extract.page.WordTable;
import org.apache.poi.hwpf.usermodel.Table;
import org.apache.poi.hwpf.usermodel.TableCell;
import org.apache.poi.hwpf.usermodel.TableRow;

/** A table of a DOC. Its cells know where they stand across the page: what they span follows from that. */
final class DocTable {
    private final DocText text;
    private final ColumnGrid grid = new ColumnGrid();

    DocTable(DocText text) {
        this.text = text;
    }

    void write(Table table, TableWriter writer) {
        for (int i = 0; i < table.numRows(); i++) {
            TableRow row = table.getRow(i);
            for (int j = 0; j < row.numCells(); j++) {
                grid.edge(row.getCell(j).getLeftEdge());
            }
        }
        WordTable rows = new WordTable(writer);
        for (int i = 0; i < table.numRows(); i++) {
            row(table.getRow(i), rows);
        }
        rows.finish();
    }

    private void row(TableRow row, WordTable rows) {
        for (int i = 0; i < row.numCells(); i++) {
            TableCell cell = row.getCell(i);
            String said = text.cell(cell);
            if (cell.isMerged() && !cell.isFirstMerged()) {
                rows.widenLast(said);
                continue;
            }
            Merge merge =
                    cell.isFirstVerticallyMerged() ? Merge.FIRST : cell.isVerticallyMerged() ? Merge.ABOVE : Merge.NONE;
            rows.cell(said, columns(cell), merge);
        }
        rows.endRow(row.isTableHeader());
    }

    private int columns(TableCell cell) {
        return grid.columns(cell.getLeftEdge(), cell.getLeftEdge() + cell.getWidth());
    }
}
