package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether lines whose words stand in columns look like a table's body, and not like prose in columns, a table of
 * contents, a list, an address, code or a formula.
 */
final class Looks {
    private static final Pattern MARKER =
            Pattern.compile("[•◦▪‣·–—*oО§-]|\\(?([0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\\[[0-9]+]");
    private static final float ALIGNED_IN_EM = 0.6f;
    private static final float MIN_ALIGNED = 0.5f;
    private static final int LONG_CELL = 45;

    private final List<Line> lines;
    private final float[] columns;
    private final boolean framed;
    private final List<List<Chunk>> cells = new ArrayList<>();
    private int rows;
    private int leaders;

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
        leaders += line.words().stream().anyMatch(Word::isLeader) ? 1 : 0;
    }

    boolean areTabular() {
        int count = cells.size();
        int minRows = framed ? 2 : count > 2 ? 3 : 4;
        if (rows < minRows || rows < 0.4 * lines.size()) {
            return false;
        }
        return !isList() && !isContents() && !isProse() && areAligned() && hasWords() && (count > 2 || isPair());
    }

    private boolean isList() {
        List<Chunk> first = cells.getFirst();
        long markers = first.stream()
                .filter(c -> c.words().size() == 1 && MARKER.matcher(c.text()).matches())
                .count();
        return cells.size() == 2 && markers > 0.6 * first.size();
    }

    private boolean isContents() {
        List<Chunk> last = cells.getLast();
        long pages = last.stream()
                .filter(c -> c.text().matches("[0-9ivxlcIVXLC. -]{1,7}"))
                .count();
        return cells.size() <= 3 && leaders > 0.4 * lines.size() && pages > 0.8 * last.size();
    }

    /** Two columns or more of long cells. */
    private boolean isProse() {
        long longColumns = cells.stream()
                .filter(column ->
                        column.stream().mapToInt(Chunk::length).average().orElse(0) > LONG_CELL)
                .count();
        return longColumns > 1 || longColumns == cells.size();
    }

    private boolean areAligned() {
        int aligned = 0;
        for (List<Chunk> column : cells) {
            aligned += column.size() < 3 || isAligned(column) ? 1 : 0;
        }
        return aligned >= Math.ceil(0.6 * cells.size());
    }

    private static boolean isAligned(List<Chunk> column) {
        float tolerance = ALIGNED_IN_EM * column.getFirst().size();
        float best = Math.max(
                mode(column.stream().mapToDouble(Chunk::left).toArray(), tolerance),
                Math.max(
                        mode(column.stream().mapToDouble(Chunk::right).toArray(), tolerance),
                        mode(
                                column.stream()
                                        .mapToDouble(c -> (c.left() + c.right()) / 2)
                                        .toArray(),
                                tolerance)));
        return best >= MIN_ALIGNED * column.size();
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

    /** Formulas are single letters and signs. */
    private boolean hasWords() {
        int good = 0;
        int all = 0;
        for (List<Chunk> column : cells) {
            for (Chunk chunk : column) {
                String text = chunk.text();
                all++;
                boolean word = text.chars().filter(Character::isLetterOrDigit).count() > 1;
                good += word || text.length() == 1 && (Character.isDigit(text.charAt(0)) || "-–—".contains(text))
                        ? 1
                        : 0;
            }
        }
        return good > 0.6 * all;
    }

    /** Of two columns, one has to hold numbers or very short entries; names beside names may be anything. */
    private boolean isPair() {
        List<Chunk> values = cells.getLast();
        long numbers = values.stream().filter(Chunk::isNumeric).count();
        if (numbers > 0.6 * values.size()) {
            return true;
        }
        double longest = cells.stream()
                .mapToDouble(column ->
                        column.stream().mapToInt(Chunk::length).average().orElse(0))
                .max()
                .orElse(0);
        return framed && longest < LONG_CELL && rows >= 0.7 * lines.size();
    }
}
