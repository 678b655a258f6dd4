package io.ragline.worker.chunk;

import io.ragline.model.TextBlock;
import io.ragline.worker.chunk.TableGrid.Placed;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table's HTML as text: a line for each row, its cells between bars. Tags would cost tokens and quote badly. Each
 * cell keeps its place on the page.
 *
 * <p>A cell that spans rows or columns is repeated in each, so that every line tells all of its row and the columns match. The
 * rows of a header are one line that names each column from top to bottom, as {@code Region | Sales / 2024 | Sales / 2025}.
 * What is as wide as the table is a title and stands there once.
 */
public final class TableText {
    /**
     * A row that holds any text.
     *
     * @param text its cells, and where they stand
     * @param header whether it names the columns: it is in the table's head, or, at the top, its title, or a row of header cells only
     */
    record Row(BlockText text, boolean header) {}

    /** A cell of more characters is a text of its own, which would only be said again and again. */
    private static final int LONGEST_REPEATED = 200;

    private static final int MOST_HEADER_ROWS = 5;
    /** How much longer than its HTML a table may get by what is repeated, and besides that. */
    private static final int MOST_TIMES = 4;

    private static final int MOST_BESIDES = 10_000;

    private final List<TableHtml.Row> source;
    private final List<List<Placed>> grid;
    private final int columns;
    private final List<Row> rows = new ArrayList<>();
    private long room;

    private TableText(TextBlock table) {
        this.source = TableHtml.rows(table);
        this.grid = TableGrid.of(source);
        this.columns =
                grid.stream().flatMap(List::stream).mapToInt(Placed::to).max().orElse(0);
        this.room = (long) MOST_TIMES * table.text().length() + MOST_BESIDES;
    }

    /** The rows of a table as chunks have them, each a block of plain text with the places of its cells. */
    public static List<TextBlock> blocks(TextBlock table) {
        return rows(table).stream()
                .map(row -> new TextBlock(
                        TextBlock.Kind.PARAGRAPH,
                        0,
                        row.text().text(),
                        row.text().lines()))
                .toList();
    }

    static List<Row> rows(TextBlock table) {
        return new TableText(table).read();
    }

    private List<Row> read() {
        int headerRows = headerRows();
        List<List<Placed>> header = new ArrayList<>();
        boolean combined = grid.stream().skip(headerRows).anyMatch(TableText::saysAnything);
        for (int i = 0; i < source.size(); i++) {
            List<Placed> row = grid.get(i);
            boolean names = i < headerRows || source.get(i).head();
            if (combined && i < headerRows && !isTitle(i)) {
                header.add(row);
            } else if (saysAnything(row)) {
                rows.add(new Row(line(row), names));
            }
            if (i == headerRows - 1) {
                addHeader(header);
            }
        }
        return rows;
    }

    /** How many rows at the top name the columns; rows into which a cell of them reaches do so too. */
    private int headerRows() {
        int count = 0;
        while (count < source.size() && isHeader(count)) {
            count++;
        }
        return count;
    }

    private boolean isHeader(int index) {
        TableHtml.Row row = source.get(index);
        boolean reachedInto = index < MOST_HEADER_ROWS
                && grid.get(index).stream()
                        .anyMatch(cell -> !cell.own()
                                && cell.cell().header()
                                && !cell.cell().isEmpty());
        return row.head() || row.title() || row.hasHeaderCellsOnly() || !saysAnything(grid.get(index)) || reachedInto;
    }

    private boolean isTitle(int index) {
        List<Placed> said =
                grid.get(index).stream().filter(cell -> !cell.cell().isEmpty()).toList();
        if (source.get(index).title() || said.size() != 1) {
            return source.get(index).title();
        }
        Placed only = said.getFirst();
        boolean first = only.from() == 0 && only.to() == 1 && only.cell().rows() == 1;
        return first && columns > 1 || isAsWideAsTheTable(only);
    }

    private boolean isAsWideAsTheTable(Placed cell) {
        return cell.from() == 0 && cell.to() == columns;
    }

    private static boolean saysAnything(List<Placed> row) {
        return row.stream().anyMatch(cell -> cell.own() && !cell.cell().isEmpty());
    }

    private void addHeader(List<List<Placed>> header) {
        if (header.size() == 1 || room < columns) {
            header.stream().filter(TableText::saysAnything).forEach(row -> rows.add(new Row(line(row), true)));
        } else if (header.stream().anyMatch(TableText::saysAnything)) {
            rows.add(new Row(names(header), true));
        }
    }

    /** Each column's names, the highest first. */
    private BlockText names(List<List<Placed>> header) {
        List<List<BlockText>> names = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            names.add(new ArrayList<>());
        }
        for (List<Placed> row : header) {
            for (Placed cell : row) {
                if (cell.own() && !cell.cell().isEmpty()) {
                    boolean once = isAsWideAsTheTable(cell) || !mayBeRepeated(cell);
                    add(cell.cell().text(), names.subList(cell.from(), once ? cell.from() + 1 : cell.to()));
                }
            }
        }
        RowText text = new RowText();
        names.forEach(text::cell);
        return text.build();
    }

    private void add(BlockText name, List<List<BlockText>> columnsBelow) {
        for (List<BlockText> names : columnsBelow) {
            if (names.isEmpty() || !names.getLast().text().equals(name.text())) {
                names.add(name);
                room -= name.text().length();
            }
        }
    }

    private BlockText line(List<Placed> row) {
        RowText text = new RowText();
        int column = 0;
        for (Placed cell : row) {
            for (; column < cell.from() && room > 0; column++, room--) {
                text.cell(List.of());
            }
            if (cell.own()) {
                text.cell(List.of(cell.cell().text()));
            }
            int first = cell.own() ? cell.from() + 1 : cell.from();
            int end = isAsWideAsTheTable(cell) ? first : cell.to();
            for (int i = first; i < end && room > 0; i++) {
                text.cell(mayBeRepeated(cell) ? List.of(cell.cell().text()) : List.of());
                room -= cell.cell().text().text().length() + 1;
            }
            column = cell.to();
        }
        return text.build();
    }

    private boolean mayBeRepeated(Placed cell) {
        return room > 0 && cell.cell().text().text().length() <= LONGEST_REPEATED;
    }
}
