package io.ragline.worker.extract.opendocument;

import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.Cell;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.SheetWriter;
import io.ragline.worker.extract.page.TableWriter;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.xml.sax.Attributes;

/**
 * A table of an OpenDocument while it is read: a sheet, a table in a text, or one within another, which is written into its
 * cell as text. Cells and rows that repeat are written once in the file.
 */
final class TableText {
    private static final int LONGEST_CELL = 64 * 1_024;
    private static final int MOST_COPIES_OF_CELL = 100;
    private static final int MOST_COPIES_OF_ROW = 1_000;
    private static final int MOST_COLUMNS = 16_384;
    private static final int LONGEST_GAP = 50;

    /** Takes a row and its index. */
    private interface Rows {
        void row(long index, List<Cell> cells);
    }

    private final PageWriter page;
    private final Rows rows;
    private final Runnable end;
    private final StringBuilder cell = new StringBuilder();
    private List<Cell> row = new ArrayList<>();
    private long index;
    private int rowCopies = 1;
    private int cellCopies = 1;
    private int columns = 1;
    private int spannedRows = 1;
    private boolean covered;
    private boolean inHeader;
    private boolean warned;

    private TableText(PageWriter page, Rows rows, Runnable end) {
        this.page = page;
        this.rows = rows;
        this.end = end;
    }

    static TableText sheet(PageWriter page) {
        SheetWriter sheet = new SheetWriter(page);
        return new TableText(page, sheet::row, sheet::finish);
    }

    static TableText table(PageWriter page) {
        TableWriter table = page.table();
        return new TableText(page, (index, cells) -> table.row(cells), table::finish);
    }

    static TableText within(Consumer<Block> holder, PageWriter page) {
        return new TableText(
                page,
                (index, cells) -> holder.accept(
                        Block.paragraph(cells.stream().map(Cell::text).collect(Collectors.joining(" | ")))),
                () -> {});
    }

    /** Whether the element was one of tables. */
    boolean start(String name, Attributes attributes, Deque<Consumer<Block>> targets) {
        switch (name) {
            case "table-header-rows" -> inHeader = true;
            case "table-row" -> {
                row = new ArrayList<>();
                rowCopies = Attribute.number(attributes, "number-rows-repeated", 1);
            }
            case "table-cell", "covered-table-cell" -> {
                covered = name.startsWith("covered");
                cell.setLength(0);
                cellCopies = Attribute.number(attributes, "number-columns-repeated", 1);
                columns = Attribute.number(attributes, "number-columns-spanned", 1);
                spannedRows = Attribute.number(attributes, "number-rows-spanned", 1);
                targets.push(this::add);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void add(Block block) {
        if (!block.text().isBlank() && cell.length() < LONGEST_CELL) {
            cell.append(cell.isEmpty() ? "" : "\n").append(block.text());
        }
    }

    /** Whether the element was one of tables. */
    boolean end(String name, Deque<Consumer<Block>> targets) {
        switch (name) {
            case "table-header-rows" -> inHeader = false;
            case "table-row" -> endRow();
            case "table-cell", "covered-table-cell" -> {
                targets.pop();
                endCell();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void endCell() {
        Cell said = new Cell(cell.toString(), columns, spannedRows, inHeader);
        if (covered) {
            return;
        }
        if (row.size() >= MOST_COLUMNS) {
            warn(said, "it has more columns than %,d".formatted(MOST_COLUMNS));
            return;
        }
        if (said.isEmpty() && cellCopies > LONGEST_GAP) {
            row.add(new Cell("", cellCopies, 1, false));
            return;
        }
        if (cellCopies > MOST_COPIES_OF_CELL) {
            warn(
                    said,
                    "a cell stands there %,d times, of which %,d are read".formatted(cellCopies, MOST_COPIES_OF_CELL));
        }
        for (int i = 0; i < Math.min(cellCopies, MOST_COPIES_OF_CELL); i++) {
            row.add(said);
        }
    }

    private void warn(Cell leftOut, String why) {
        if (!warned && !leftOut.isEmpty()) {
            warned = true;
            page.warn(PageWarnings.incomplete(Math.max(1, page.number()), why));
        }
    }

    private void endRow() {
        Cell said = row.stream().filter(each -> !each.isEmpty()).findFirst().orElse(Cell.EMPTY);
        if (rowCopies > MOST_COPIES_OF_ROW) {
            warn(said, "a row stands there %,d times, of which %,d are read".formatted(rowCopies, MOST_COPIES_OF_ROW));
        }
        for (int i = 0; i < (said.isEmpty() ? 1 : Math.min(rowCopies, MOST_COPIES_OF_ROW)); i++) {
            rows.row(index + i, row);
        }
        index += rowCopies;
    }

    void finish() {
        end.run();
    }
}
