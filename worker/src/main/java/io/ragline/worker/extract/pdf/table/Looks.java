package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether lines whose words stand in columns look like a table's body, and not like prose in columns, a table of
 * contents, a list, an address, code, a formula or the labels of a drawing.
 */
final class Looks {
    private static final Pattern MARKER =
            Pattern.compile("[•◦▪‣·–—*o§-]|\\(?([0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\\[[0-9]+]");
    private static final Pattern PAGE_NUMBER = Pattern.compile("[0-9]{1,4}|[ivxlc]{1,6}");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}|\\d{2,}|\\p{IsHan}|\\p{IsHangul}|\\p{IsKatakana}");
    private static final Pattern MATHEMATICS =
            Pattern.compile("[=∈∑∏∫∂√∞≤≥≠∥∀∃⊂⊆∪∩→↦×⋅∗⟨⟩\uF8E0-\uF8FF]|^[(){}\\[\\]|]+$");
    private static final float ALIGNED_IN_EM = 0.6f;
    private static final float MIN_ALIGNED = 0.5f;
    private static final float MIN_FILLED = 0.45f;
    private static final int LONG_CELL = 45;
    private static final int MANY_ROWS = 5;

    private final List<Line> lines;
    private final float[] columns;
    private final boolean framed;
    private final List<List<Chunk>> cells = new ArrayList<>();
    private int rows;
    private int filledCells;
    private int leaders;

    /** @param framed whether rules stand above and below */
    Looks(List<Line> lines, float[] columns, boolean framed) {
        this.lines = lines;
        this.columns = columns;
        this.framed = framed;
        for (int c = 0; c + 1 < columns.length; c++) {
            cells.add(new ArrayList<>());
        }
        lines.forEach(this::count);
    }

    private void count(Line line) {
        List<List<Word>> parts = new ArrayList<>();
        cells.forEach(c -> parts.add(new ArrayList<>()));
        for (Word word : line.words()) {
            if (!word.isLeader()) {
                parts.get(Mesh.slot(columns, word.centreAcross())).add(word);
            }
        }
        int filled = 0;
        for (int c = 0; c < parts.size(); c++) {
            if (!parts.get(c).isEmpty()) {
                filled++;
                cells.get(c).add(new Chunk(parts.get(c)));
            }
        }
        rows += filled > 1 ? 1 : 0;
        filledCells += filled > 1 ? filled : 0;
        leaders += line.words().stream().anyMatch(Word::isLeader) ? 1 : 0;
    }

    boolean areTabular() {
        int count = cells.size();
        int minRows = framed ? 2 : count > 2 ? 3 : 4;
        if (rows < minRows || rows < (framed ? 0.2 : 0.4) * lines.size() || filledCells < MIN_FILLED * rows * count) {
            return false;
        }
        boolean somethingElse = isList() || isContents() || isProse() || isFormula();
        return !somethingElse && areAligned() && (count > 2 ? isRegular() : isPair());
    }

    private boolean isList() {
        List<Chunk> first = cells.getFirst();
        long markers = first.stream()
                .filter(c -> c.words().size() == 1 && MARKER.matcher(c.text()).matches())
                .count();
        return cells.size() == 2 && markers > 0.6 * first.size();
    }

    /** Entries with page numbers that only grow. */
    private boolean isContents() {
        List<Chunk> last = cells.getLast();
        if (cells.size() > 3
                || !last.stream().allMatch(c -> PAGE_NUMBER.matcher(c.text()).matches())) {
            return false;
        }
        boolean names = cells.subList(0, cells.size() - 1).stream()
                .anyMatch(column -> column.stream().filter(Chunk::isNumeric).count() < 0.3 * column.size());
        int before = 0;
        for (Chunk page : last) {
            int number = page.text().matches("\\d+") ? Integer.parseInt(page.text()) : before;
            if (number < before) {
                return false;
            }
            before = number;
        }
        return names && (leaders > 0.3 * lines.size() || !framed && last.size() >= 4);
    }

    /** Two columns or more of long cells. */
    private boolean isProse() {
        long longColumns = cells.stream()
                .filter(column -> averageLength(column) > LONG_CELL)
                .count();
        return longColumns > 1 || longColumns == cells.size();
    }

    private static double averageLength(List<Chunk> column) {
        return column.stream().mapToInt(Chunk::length).average().orElse(0);
    }

    /** Lines nearer to each other than letters are high, signs of mathematics, single letters. */
    private boolean isFormula() {
        int near = 0;
        for (int i = 1; i < lines.size(); i++) {
            float pitch = lines.get(i).baseline() - lines.get(i - 1).baseline();
            near += pitch
                            < 0.85f
                                    * Math.min(
                                            lines.get(i).size(),
                                            lines.get(i - 1).size())
                    ? 1
                    : 0;
        }
        int signs = 0;
        int words = 0;
        int all = 0;
        for (List<Chunk> column : cells) {
            for (Chunk chunk : column) {
                String text = chunk.text();
                all++;
                signs += isMathematics(text) ? 1 : 0;
                words += isWordOrNumber(text) ? 1 : 0;
            }
        }
        return near > 0.2 * lines.size() || signs > 0.25 * all || words < 0.7 * all;
    }

    static boolean isMathematics(String text) {
        return MATHEMATICS.matcher(text).find();
    }

    static boolean isWordOrNumber(String text) {
        return WORD.matcher(text).find()
                || Numbers.isNumeric(text) && text.chars().anyMatch(Character::isDigit);
    }

    private boolean areAligned() {
        int aligned = 0;
        for (List<Chunk> column : cells) {
            aligned += column.size() < 3 || isAligned(column, MIN_ALIGNED) ? 1 : 0;
        }
        return aligned >= Math.ceil(0.6 * cells.size());
    }

    private static boolean isAligned(List<Chunk> column, float share) {
        float tolerance = ALIGNED_IN_EM * column.getFirst().size();
        double[] lefts = column.stream().mapToDouble(Chunk::left).toArray();
        double[] rights = column.stream().mapToDouble(Chunk::right).toArray();
        double[] centres =
                column.stream().mapToDouble(c -> (c.left() + c.right()) / 2).toArray();
        int best = Math.max(mode(lefts, tolerance), Math.max(mode(rights, tolerance), mode(centres, tolerance)));
        return best >= share * column.size();
    }

    /** How many of the values at most lie within the tolerance of each other. */
    private static int mode(double[] values, float tolerance) {
        Arrays.sort(values);
        int best = 0;
        int from = 0;
        for (int to = 0; to < values.length; to++) {
            while (values[to] - values[from] > tolerance) {
                from++;
            }
            best = Math.max(best, to - from + 1);
        }
        return best;
    }

    /** Numbers in a column, rules, or many well aligned rows; a few words side by side may be a letter's head. */
    private boolean isRegular() {
        if (framed || cells.stream().anyMatch(Looks::isNumeric)) {
            return true;
        }
        long aligned = cells.stream()
                .filter(column -> column.size() > 2 && isAligned(column, 0.8f))
                .count();
        return rows >= MANY_ROWS && aligned >= 0.8 * cells.size() && filledCells >= 0.7 * rows * cells.size();
    }

    private static boolean isNumeric(List<Chunk> column) {
        return column.size() > 2 && column.stream().filter(Chunk::isNumeric).count() > 0.5 * column.size();
    }

    /** Of two columns, the second has to hold numbers; names beside names may be anything, except between rules. */
    private boolean isPair() {
        List<Chunk> values = cells.getLast();
        long numbers = values.stream().filter(Chunk::isNumeric).count();
        if (numbers > 0.6 * values.size()) {
            return true;
        }
        double longest = cells.stream().mapToDouble(Looks::averageLength).max().orElse(0);
        return framed && longest < LONG_CELL;
    }
}
