package io.ragline.worker.extract.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes the rows of a sheet as tables. Sheets say neither where a table begins nor which row names its columns, so: single
 * cells above the first row of several are titles, written as paragraphs; the first row that holds only words (or years)
 * is the header; two empty rows, or one before a single cell, end a table.
 */
public final class SheetWriter {
    private static final int LOOKAHEAD = 8;
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d(?:[/-]\\d{2,4})?");

    private final PageWriter page;
    private final List<List<Cell>> lead = new ArrayList<>();
    private TableWriter table;
    private boolean leading = true;
    private int emptyRows;
    /** Columns at the left edge in which the table has nothing. */
    private int left;

    private long last = -1;
    private long spannedUntil = -1;

    public SheetWriter(PageWriter page) {
        this.page = page;
        this.table = page.table();
    }

    /**
     * The next row that has cells.
     *
     * @param index counted from 0; gaps are empty rows
     * @param cells from the first column on; without those that another one spans
     */
    public void row(long index, List<Cell> cells) {
        List<Cell> row = trimmed(cells);
        for (last++; last < index && last <= spannedUntil; last++) {
            add(List.of()); // else the cells that span it would reach too far
        }
        emptyRows += (int) Math.min(1_000, Math.max(0, index - last));
        last = index;
        if (row.stream().allMatch(Cell::isEmpty)) {
            if (index <= spannedUntil) {
                add(row);
            } else {
                emptyRows++;
            }
            return;
        }
        int deep = row.stream().mapToInt(Cell::rows).max().orElse(1);
        spannedUntil = Math.max(spannedUntil, index + deep - 1);
        boolean outside = !leading && emptyLeft(row) < left;
        if (emptyRows >= 2 || emptyRows == 1 && filled(row) == 1 || outside) {
            endTable();
        }
        emptyRows = 0;
        add(row);
    }

    private void add(List<Cell> row) {
        if (!leading) {
            table.row(row.subList(Math.min(left, row.size()), row.size()));
            return;
        }
        lead.add(row);
        if (lead.size() == LOOKAHEAD) {
            begin();
        }
    }

    private static List<Cell> trimmed(List<Cell> cells) {
        int end = cells.size();
        while (end > 0 && cells.get(end - 1).isEmpty()) {
            end--;
        }
        return cells.subList(0, end);
    }

    /** How many empty cells of a single column stand at the row's beginning. */
    private static int emptyLeft(List<Cell> row) {
        int count = 0;
        while (count < row.size() && row.get(count).isEmpty() && row.get(count).columns() == 1) {
            count++;
        }
        return count;
    }

    private static long filled(List<Cell> row) {
        return row.stream().filter(cell -> !cell.isEmpty()).count();
    }

    /** Enough rows are there to see what the table is like. */
    private void begin() {
        int titles = 0;
        while (titles < lead.size() && filled(lead.get(titles)) == 1) {
            titles++;
        }
        if (titles == lead.size()) {
            titles = 0; // a list, not a pile of titles
        }
        for (List<Cell> title : lead.subList(0, titles)) {
            title.forEach(cell -> page.paragraph(cell.text()));
        }
        List<List<Cell>> rows = lead.subList(titles, lead.size());
        left = rows.stream()
                .filter(row -> !row.isEmpty())
                .mapToInt(SheetWriter::emptyLeft)
                .min()
                .orElse(0);
        int headerRows = headerRows(rows);
        for (List<Cell> row : rows) {
            boolean header = headerRows-- > 0;
            table.row(row.stream().skip(left).map(cell -> cell.asHeader(header)).toList());
        }
        lead.clear();
        leading = false;
    }

    private static int headerRows(List<List<Cell>> rows) {
        if (rows.size() < 2 || filled(rows.getFirst()) < 2 || !isHeader(rows.getFirst())) {
            return 0;
        }
        int deep = rows.getFirst().stream().mapToInt(Cell::rows).max().orElse(1);
        boolean grouped = rows.getFirst().stream().anyMatch(cell -> cell.columns() > 1 && !cell.isEmpty());
        int wanted = Math.min(grouped ? Math.max(2, deep) : deep, rows.size() - 1);
        int count = 1;
        while (count < wanted && isHeader(rows.get(count))) {
            count++;
        }
        return count;
    }

    private static boolean isHeader(List<Cell> row) {
        return row.stream().allMatch(cell -> cell.isEmpty() || names(cell.text()));
    }

    private static boolean names(String text) {
        return text.length() <= 200
                && (text.codePoints().anyMatch(Character::isLetter)
                        || YEAR.matcher(text).matches());
    }

    private void endTable() {
        if (leading) {
            begin();
        }
        table.finish();
        table = page.table();
        leading = true;
    }

    /** The sheet ends. */
    public void finish() {
        endTable();
    }
}
