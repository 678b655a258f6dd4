package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Lines of text and the boundaries of their columns, made into cells: which lines form a row, and which cells go over
 * several columns.
 */
final class Layout {
    private static final int MIN_BANDS = 3;
    private static final float ROWS_IN_BAND = 1.5f;
    private static final float BANDS_OF_MORE = 0.2f;

    private final float[] columns;
    private final List<Ruling> rules;

    /** @param rules horizontal lines amid the text; a row never goes on below one */
    Layout(float[] columns, List<Ruling> rules) {
        this.columns = columns;
        this.rules = rules;
    }

    /** The cells of the lines of a table's body. */
    List<Cell> cells(List<Line> body) {
        List<Cell> cells = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        boolean[] starts = starts(body);
        int row = 0;
        for (int i = 0; i < body.size(); i++) {
            if (!open.isEmpty() && starts[i]) {
                addRow(open, row++, cells);
                open.clear();
            }
            open.add(body.get(i));
        }
        if (!open.isEmpty()) {
            addRow(open, row, cells);
        }
        return cells;
    }

    /** Where rules part nearly every row from the next, they part them all. */
    private boolean[] starts(List<Line> body) {
        boolean[] starts = RowStarts.of(body, columns);
        BitSet named = RowStarts.named(body, columns);
        boolean[] ruled = new boolean[starts.length];
        int bands = 1;
        int rows = 0;
        int names = 0;
        int bandsOfMore = 0;
        for (int i = 0; i < starts.length; i++) {
            ruled[i] = i > 0 && ruleBetween(body.get(i - 1), body.get(i));
            bands += ruled[i] ? 1 : 0;
            starts[i] |= ruled[i] || i == 0;
            rows += starts[i] ? 1 : 0;
            names = (ruled[i] ? 0 : names) + (named.get(i) ? 1 : 0);
            bandsOfMore += names == 2 && named.get(i) ? 1 : 0;
        }
        boolean rowInEach = rows <= ROWS_IN_BAND * bands || bandsOfMore <= BANDS_OF_MORE * bands;
        return bands >= MIN_BANDS && rowInEach ? ruled : starts;
    }

    private boolean ruleBetween(Line above, Line below) {
        float left = columns[0];
        float right = columns[columns.length - 1];
        float covered = 0;
        for (Ruling rule : rules) {
            boolean between = rule.at() > above.baseline() - 0.2f * above.size()
                    && rule.at() < below.baseline() - 0.3f * below.size();
            covered += between ? rule.covers(left, right) : 0;
        }
        return covered > 0.7f * (right - left);
    }

    private void addRow(List<Line> open, int row, List<Cell> cells) {
        int count = columns.length - 1;
        List<List<Word>> words = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            words.add(new ArrayList<>());
        }
        int[] spanTo = new int[count];
        Arrays.setAll(spanTo, c -> c);
        for (Line line : open) {
            for (Chunk chunk : line.chunks()) {
                addChunk(chunk, open.size() == 1, words, spanTo);
            }
        }
        int column = 0;
        while (column < count) {
            int end = spanTo[column];
            List<Word> merged = new ArrayList<>();
            for (int c = column; c <= end; c++) {
                merged.addAll(words.get(c));
                end = Math.max(end, spanTo[c]);
            }
            cells.add(new Cell(row, column, 1, end - column + 1, merged));
            column = end + 1;
        }
    }

    /** A chunk that runs on through the gutters is one cell over several columns; else its words go to their columns. */
    private void addChunk(Chunk chunk, boolean maySpan, List<List<Word>> words, int[] spanTo) {
        int first = Mesh.slot(columns, chunk.words().getFirst().centreAcross());
        int last = Mesh.slot(columns, chunk.words().getLast().centreAcross());
        if (maySpan && last > first && chunk.runsOnThrough(columns, first, last)) {
            words.get(first).addAll(chunk.words());
            spanTo[first] = Math.max(spanTo[first], last);
            return;
        }
        for (Word word : chunk.words()) {
            words.get(Mesh.slot(columns, word.centreAcross())).add(word);
        }
    }
}
