package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of text and the boundaries of their columns, made into cells: which lines form a row, and which cells go over
 * several columns.
 */
final class Layout {
    private final List<Line> lines;
    private final float[] columns;
    private final List<Ruling> rules;

    /** @param rules horizontal lines amid the text; a row never goes on below one */
    Layout(List<Line> lines, float[] columns, List<Ruling> rules) {
        this.lines = lines;
        this.columns = columns;
        this.rules = rules;
    }

    /** @param headerLines how many of the first lines are the header's */
    List<Cell> cells(int headerLines) {
        List<Cell> cells = new ArrayList<>();
        if (headerLines > 0) {
            cells.addAll(new HeaderCells(lines.subList(0, headerLines), columns, rules).cells());
        }
        int row = Cells.rows(cells);
        List<Line> body = lines.subList(headerLines, lines.size());
        boolean[] starts = RowStarts.of(body, columns);
        List<Line> open = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            if (!open.isEmpty() && (starts[i] || ruleBetween(body.get(i - 1), body.get(i)))) {
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

    private boolean ruleBetween(Line above, Line below) {
        float span = columns[columns.length - 1] - columns[0];
        return rules.stream()
                .anyMatch(r -> r.at() > above.baseline() - 0.2f * above.size()
                        && r.at() < below.baseline() - 0.3f * below.size()
                        && r.covers(columns[0], columns[columns.length - 1]) > 0.7f * span);
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
        if (maySpan && last > first && runsOn(chunk, first, last)) {
            words.get(first).addAll(chunk.words());
            spanTo[first] = Math.max(spanTo[first], last);
            return;
        }
        for (Word word : chunk.words()) {
            words.get(Mesh.slot(columns, word.centreAcross())).add(word);
        }
    }

    private boolean runsOn(Chunk chunk, int first, int last) {
        for (int boundary = first + 1; boundary <= last; boundary++) {
            if (gapAt(chunk, columns[boundary]) > 1.5f * Chunk.usualGap(chunk.words())) {
                return false;
            }
        }
        return true;
    }

    private static float gapAt(Chunk chunk, float at) {
        for (int i = 1; i < chunk.words().size(); i++) {
            Word before = chunk.words().get(i - 1);
            Word next = chunk.words().get(i);
            if (before.centreAcross() < at && next.centreAcross() > at) {
                return next.left() - before.right();
            }
        }
        return 0;
    }
}
