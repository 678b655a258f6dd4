package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a header without lines between its columns. Lines of a heading one below the other are one cell; a
 * heading that stands over the middle of several columns, or over a rule that goes over them, spans them.
 */
final class HeaderCells {
    private static final float MAX_LEADING = 1.45f;
    private static final float OFF_CENTRE_IN_EM = 0.8f;

    private final float[] columns;
    private final List<Ruling> rules;
    private final HeaderColumns own;
    private final float[] lefts;
    private final float[] rights;
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

        void add(Chunk chunk) {
            words.addAll(chunk.words());
            baseline = chunk.baseline();
            size = chunk.size();
        }

        boolean over(Heading other) {
            return first <= other.last && last >= other.first;
        }
    }

    /** @param rules horizontal lines amid header and body */
    static List<Cell> of(List<Line> header, List<Line> body, float[] columns, List<Ruling> rules) {
        HeaderCells cells = new HeaderCells(header, body, columns, rules);
        for (int i = 0; i < header.size(); i++) {
            cells.placeAll(cells.own.parts(i), i);
        }
        return cells.toCells();
    }

    private HeaderCells(List<Line> header, List<Line> body, float[] columns, List<Ruling> rules) {
        this.columns = columns;
        this.rules = rules;
        this.own = new HeaderColumns(header, columns);
        this.lefts = new float[columns.length - 1];
        this.rights = new float[columns.length - 1];
        for (int c = 0; c < lefts.length; c++) {
            lefts[c] = columns[c + 1];
            rights[c] = columns[c];
        }
        for (Line line : body) {
            for (Word word : line.words()) {
                int c = Mesh.slot(columns, word.centreAcross());
                lefts[c] = Math.min(lefts[c], word.left());
                rights[c] = Math.max(rights[c], word.right());
            }
        }
    }

    private void placeAll(List<Chunk> line, int index) {
        List<int[]> spans = new ArrayList<>();
        line.forEach(chunk -> spans.add(own.span(chunk, index)));
        for (int i = 0; i < line.size(); i++) {
            int[] span = spans.get(i);
            Ruling below = ruleBelow(line.get(i));
            if (below != null) {
                span[0] = Math.min(span[0], Mesh.slot(columns, below.from() + 3));
                span[1] = Math.max(span[1], Mesh.slot(columns, below.to() - 3));
            } else if (!own.isOwn(index) && span[0] > 0) {
                int from = i == 0 ? 1 : spans.get(i - 1)[1] + 1;
                int to = i + 1 == line.size() ? lefts.length - 1 : spans.get(i + 1)[0] - 1;
                span = centred(line.get(i), span, from, to);
            }
            place(line.get(i), span[0], span[1]);
        }
    }

    /** The most columns over whose middle the chunk stands. */
    private int[] centred(Chunk chunk, int[] own, int from, int to) {
        int[] best = own;
        float middle = (chunk.left() + chunk.right()) / 2;
        for (int first = Math.max(0, from); first <= own[0]; first++) {
            for (int last = own[1]; last <= to; last++) {
                float off = Math.abs((lefts[first] + rights[last]) / 2 - middle);
                if (off < OFF_CENTRE_IN_EM * chunk.size() && last - first > best[1] - best[0]) {
                    best = new int[] {first, last};
                }
            }
        }
        return best;
    }

    private void place(Chunk chunk, int first, int last) {
        for (Heading heading : headings) {
            boolean sameColumns = heading.first == first && heading.last == last;
            boolean nextLine = chunk.baseline() > heading.baseline + 0.5f * chunk.size()
                    && chunk.baseline() - heading.baseline < MAX_LEADING * Math.max(chunk.size(), heading.size);
            boolean sameLine = Math.abs(chunk.baseline() - heading.baseline) <= 0.5f * chunk.size();
            if (sameColumns && (sameLine || nextLine && !ruled(heading.baseline, chunk))) {
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

    private boolean ruled(float above, Chunk chunk) {
        return rules.stream()
                .anyMatch(r -> r.at() > above
                        && r.at() < chunk.baseline() - 0.3f * chunk.size()
                        && r.covers(chunk.left(), chunk.right()) > 0.7f * chunk.width());
    }

    /** For each heading its row: below those that it stands under. */
    private int[] levels() {
        headings.sort(Comparator.comparingDouble(h -> h.top));
        int[] levels = new int[headings.size()];
        for (int i = 0; i < levels.length; i++) {
            Heading heading = headings.get(i);
            for (int j = 0; j < i; j++) {
                Heading above = headings.get(j);
                if (above.over(heading) && above.baseline < heading.top + heading.size) {
                    levels[i] = Math.max(levels[i], levels[j] + 1);
                }
            }
        }
        return levels;
    }

    private List<Cell> toCells() {
        int[] levels = levels();
        int rows = 0;
        for (int level : levels) {
            rows = Math.max(rows, level + 1);
        }
        boolean[][] taken = new boolean[rows][lefts.length];
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            Heading heading = headings.get(i);
            int end = levels[i] + 1;
            while (end < rows && isFree(heading, end, levels)) {
                end++;
            }
            int first = heading.first;
            while (first < heading.last && taken[levels[i]][first]) {
                first++;
            }
            if (taken[levels[i]][first]) {
                addTo(cells, levels[i], first, heading.words);
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

    /** Two headings that claim the same place are one. */
    private static void addTo(List<Cell> cells, int row, int column, List<Word> words) {
        for (int i = 0; i < cells.size(); i++) {
            Cell c = cells.get(i);
            boolean there = c.row() <= row
                    && row < c.row() + c.rowSpan()
                    && c.column() <= column
                    && column < c.column() + c.columnSpan();
            if (there) {
                List<Word> all = new ArrayList<>(c.words());
                all.addAll(words);
                cells.set(i, new Cell(c.row(), c.column(), c.rowSpan(), c.columnSpan(), all));
                return;
            }
        }
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
