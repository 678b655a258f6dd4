package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a header without lines between its columns. Lines of a heading one below the other are one cell; a
 * heading that stands over several columns, or over a rule that does, spans them, and those below it are their own.
 */
final class HeaderCells {
    private static final float MAX_LEADING = 1.45f;

    private final List<Line> lines;
    private final float[] columns;
    private final List<Ruling> rules;
    private final List<Heading> headings = new ArrayList<>();

    /** A heading in the making: which columns it stands over, and its lines. */
    private static final class Heading {
        final int first;
        final int last;
        final List<Word> words = new ArrayList<>();
        final float top;
        float baseline;
        float size;

        Heading(int first, int last, Chunk chunk) {
            this.first = first;
            this.last = last;
            this.top = chunk.top();
            add(chunk);
        }

        final void add(Chunk chunk) {
            words.addAll(chunk.words());
            baseline = chunk.baseline();
            size = chunk.size();
        }

        boolean over(Heading other) {
            return first <= other.last && last >= other.first;
        }
    }

    HeaderCells(List<Line> lines, float[] columns, List<Ruling> rules) {
        this.lines = lines;
        this.columns = columns;
        this.rules = rules;
    }

    List<Cell> cells() {
        for (Line line : lines) {
            for (Chunk chunk : parts(line)) {
                place(chunk);
            }
        }
        return toCells(levels());
    }

    /** A line's chunks, cut at gutters that they don't run through. */
    private List<Chunk> parts(Line line) {
        List<Chunk> parts = new ArrayList<>();
        for (Chunk chunk : line.chunks()) {
            List<Word> open = new ArrayList<>();
            float usual = Chunk.usualGap(chunk.words());
            for (Word word : chunk.words()) {
                if (!open.isEmpty()) {
                    Word before = open.getLast();
                    boolean crosses =
                            Mesh.slot(columns, before.centreAcross()) != Mesh.slot(columns, word.centreAcross());
                    if (crosses && word.left() - before.right() > 1.5f * usual) {
                        parts.add(new Chunk(open));
                        open.clear();
                    }
                }
                open.add(word);
            }
            parts.add(new Chunk(open));
        }
        return parts;
    }

    private void place(Chunk chunk) {
        int first = Mesh.slot(columns, chunk.left() + 0.1f * chunk.width());
        int last = Mesh.slot(columns, chunk.right() - 0.1f * chunk.width());
        Ruling below = ruleBelow(chunk);
        if (below != null) {
            first = Math.min(first, Mesh.slot(columns, below.from() + 3));
            last = Math.max(last, Mesh.slot(columns, below.to() - 3));
        }
        for (Heading heading : headings) {
            boolean sameColumns = heading.first == first && heading.last == last;
            boolean nextLine = chunk.baseline() > heading.baseline + 0.5f * chunk.size()
                    && chunk.baseline() - heading.baseline < MAX_LEADING * Math.max(chunk.size(), heading.size);
            if (sameColumns && nextLine && !ruled(heading.baseline, chunk.baseline(), chunk)) {
                heading.add(chunk);
                return;
            }
        }
        headings.add(new Heading(first, last, chunk));
    }

    /** A rule close below the chunk that is shorter than the table but goes over several columns. */
    private @Nullable Ruling ruleBelow(Chunk chunk) {
        float table = columns[columns.length - 1] - columns[0];
        return rules.stream()
                .filter(r -> r.at() > chunk.baseline() - 1 && r.at() < chunk.baseline() + 1.3f * chunk.size())
                .filter(r -> r.length() < 0.85f * table)
                .filter(r -> r.covers(chunk.left(), chunk.right()) > 0.9f * chunk.width())
                .min(Comparator.comparingDouble(Ruling::at))
                .orElse(null);
    }

    private boolean ruled(float above, float below, Chunk chunk) {
        return rules.stream()
                .anyMatch(r -> r.at() > above
                        && r.at() < below - 0.3f * chunk.size()
                        && r.covers(chunk.left(), chunk.right()) > 0.7f * chunk.width());
    }

    /** For each heading its row: below those that it stands under. */
    private int[] levels() {
        headings.sort(Comparator.comparingDouble(h -> h.top));
        int[] levels = new int[headings.size()];
        for (int i = 0; i < levels.length; i++) {
            for (int j = 0; j < i; j++) {
                if (headings.get(j).over(headings.get(i))
                        && headings.get(j).baseline < headings.get(i).top + headings.get(i).size) {
                    levels[i] = Math.max(levels[i], levels[j] + 1);
                }
            }
        }
        return levels;
    }

    private List<Cell> toCells(int[] levels) {
        int rows = 0;
        for (int level : levels) {
            rows = Math.max(rows, level + 1);
        }
        boolean[][] taken = new boolean[rows][columns.length - 1];
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            Heading heading = headings.get(i);
            int end = levels[i] + 1;
            while (end < rows && isFree(heading, end, levels)) {
                end++;
            }
            int first = heading.first;
            while (first <= heading.last && taken[levels[i]][first]) {
                first++;
            }
            if (first > heading.last) {
                continue;
            }
            for (int r = levels[i]; r < end; r++) {
                for (int c = first; c <= heading.last; c++) {
                    taken[r][c] = true;
                }
            }
            cells.add(new Cell(levels[i], first, end - levels[i], heading.last - first + 1, heading.words));
        }
        addEmpty(taken, cells);
        return cells;
    }

    private boolean isFree(Heading heading, int row, int[] levels) {
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] == row && headings.get(i).over(heading)) {
                return false;
            }
        }
        return true;
    }

    private static void addEmpty(boolean[][] taken, List<Cell> cells) {
        for (int r = 0; r < taken.length; r++) {
            for (int c = 0; c < taken[r].length; c++) {
                if (!taken[r][c]) {
                    cells.add(new Cell(r, c, 1, 1, List.of()));
                }
            }
        }
    }
}
