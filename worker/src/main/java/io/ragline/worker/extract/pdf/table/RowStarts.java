package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of text begin a row of a table whose rows no line parts, and which go on in the cells of the line above.
 */
final class RowStarts {
    private static final float TIGHT = 0.82f;
    private static final float NEARER = 0.85f;

    private final List<Line> lines;
    private final float[] columns;
    private final BitSet[] filled;
    private final float[] rights;
    private final float rowPitch;
    private final int label;

    /** @param columns the boundaries of the columns */
    private RowStarts(List<Line> lines, float[] columns) {
        this.lines = lines;
        this.columns = columns;
        this.filled = new BitSet[lines.size()];
        this.rights = new float[columns.length - 1];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = new BitSet();
            for (Word word : lines.get(i).words()) {
                if (!word.isLeader()) {
                    int column = Mesh.slot(columns, word.centreAcross());
                    filled[i].set(column);
                    rights[column] = Math.max(rights[column], word.right());
                }
            }
        }
        this.rowPitch = rowPitch();
        this.label = labelColumn();
    }

    static boolean[] of(List<Line> lines, float[] columns) {
        RowStarts found = new RowStarts(lines, columns);
        boolean[] starts = new boolean[lines.size()];
        boolean above = false;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i == 0 || !above && found.starts(i, starts);
            // the first lines of cells that stand on the base of their row
            above = !found.filled[i].get(found.label) && found.belongsBelow(i);
            starts[i] |= above;
        }
        return starts;
    }

    /** Which lines have text in the column that names the rows. */
    static BitSet named(List<Line> lines, float[] columns) {
        RowStarts found = new RowStarts(lines, columns);
        BitSet named = new BitSet();
        for (int i = 0; i < found.filled.length; i++) {
            named.set(i, found.filled[i].get(found.label));
        }
        return named;
    }

    /** The median distance of lines that both fill several columns. */
    private float rowPitch() {
        List<Float> pitches = new ArrayList<>();
        for (int i = 1; i < filled.length; i++) {
            if (filled[i].cardinality() > 1 && filled[i - 1].cardinality() > 1) {
                pitches.add(pitch(i));
            }
        }
        if (pitches.isEmpty()) {
            return 0;
        }
        pitches.sort(null);
        return pitches.get(pitches.size() / 2);
    }

    private float pitch(int line) {
        return lines.get(line).baseline() - lines.get(line - 1).baseline();
    }

    /** The column that names the rows: the first that is filled in many of them. */
    private int labelColumn() {
        int[] counts = new int[columns.length - 1];
        for (BitSet line : filled) {
            line.stream().forEach(c -> counts[c]++);
        }
        int most = Arrays.stream(counts).max().orElse(0);
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] * 2 >= most) {
                return c;
            }
        }
        return 0;
    }

    private boolean belongsBelow(int i) {
        if (i + 1 >= filled.length || !filled[i + 1].get(label)) {
            return false;
        }
        boolean fuller = filled[i + 1].cardinality() > filled[i].cardinality();
        float above = i == 0 ? Float.MAX_VALUE : pitch(i);
        return fuller
                && pitch(i + 1) < NEARER * above
                && pitch(i + 1) < 1.5f * lines.get(i).size();
    }

    private boolean starts(int i, boolean[] starts) {
        BitSet here = filled[i];
        BitSet above = filled[i - 1];
        boolean onlyLabelAbove = above.cardinality() == 1 && above.get(label);
        if (here.get(label)) {
            if (here.cardinality() > 1) {
                return !(onlyLabelAbove && starts[i - 1] && wraps(i, label) && goesOn(i, label));
            }
            return !(isTight(i) || above.get(label) && wraps(i, label) && goesOn(i, label));
        }
        if (onlyLabelAbove && starts[i - 1] && here.cardinality() > 1) {
            // a name and its values that stand a little lower
            return !isTight(i);
        }
        BitSet added = (BitSet) here.clone();
        added.andNot(above);
        boolean numbers = here.stream().allMatch(c -> Numbers.isNumeric(text(i, c)));
        return !isTight(i) && (numbers || !added.isEmpty() && here.cardinality() > 1);
    }

    private boolean isTight(int i) {
        return rowPitch > 0 && pitch(i) < TIGHT * rowPitch;
    }

    /** Whether the line's first word in the column would not have fitted into the line above. */
    private boolean wraps(int i, int column) {
        Word first = edge(i, column, true);
        Word last = edge(i - 1, column, false);
        return first != null && last != null && rights[column] - last.right() < first.width() + 0.3f * first.size();
    }

    private boolean goesOn(int i, int column) {
        Word first = edge(i, column, true);
        return first != null && !Character.isUpperCase(first.text().codePointAt(0));
    }

    private @Nullable Word edge(int i, int column, boolean first) {
        Word found = null;
        for (Word word : lines.get(i).words()) {
            if (Mesh.slot(columns, word.centreAcross()) == column && (found == null || !first)) {
                found = word;
            }
        }
        return found;
    }

    private String text(int i, int column) {
        StringBuilder text = new StringBuilder();
        for (Word word : lines.get(i).words()) {
            if (Mesh.slot(columns, word.centreAcross()) == column) {
                text.append(word.text());
            }
        }
        return text.toString();
    }

    /**
     * The share of a column's line breaks that were meant, because the next line's first word would have had room: high
     * where each line is a row, low where cells wrap.
     */
    static float meantBreaks(List<Line> lines, float[] columns) {
        RowStarts found = new RowStarts(lines, columns);
        int breaks = 0;
        int meant = 0;
        for (int i = 1; i < lines.size(); i++) {
            for (int c = 0; c + 1 < columns.length; c++) {
                if (found.filled[i].get(c) && found.filled[i - 1].get(c)) {
                    breaks++;
                    meant += found.hadRoom(i, c) ? 1 : 0;
                }
            }
        }
        return breaks == 0 ? 0 : (float) meant / breaks;
    }

    /** Wherever the line above stands in its column, at the left, the right or in the middle. */
    private boolean hadRoom(int i, int column) {
        Word next = edge(i, column, true);
        Word first = edge(i - 1, column, true);
        Word last = edge(i - 1, column, false);
        if (next == null || first == null || last == null) {
            return false;
        }
        if (Numbers.isNumeric(text(i, column)) && Numbers.isNumeric(text(i - 1, column))) {
            // numbers don't wrap
            return true;
        }
        float room = columns[column + 1] - columns[column] - (last.right() - first.left());
        return room > next.width() + next.size();
    }
}
