package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Gutters.Gutter;
import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of a ruled table that hold several columns of text without a line between them. */
final class UnruledColumns {
    private static final int MIN_LINES = 3;
    private static final float MOST_LINES = 0.6f;
    private static final float NEAR = 2f;

    /**
     * A grid's cells and the boundaries of its columns.
     *
     * @param columns one more than there are columns
     */
    record Grid(List<Cell> cells, float[] columns) {}

    /** Cells that lie in the same columns. */
    private record Place(int column, int span) {}

    private final List<Cell> cells;
    private final float[] columns;
    private final Map<Place, List<Cell>> places = new HashMap<>();
    private final Map<Place, float[]> cuts = new HashMap<>();
    /** The rows that hold a number. */
    private final BitSet numbers = new BitSet();

    private UnruledColumns(List<Cell> cells, float[] columns) {
        this.cells = cells;
        this.columns = columns;
        for (Cell cell : cells) {
            places.computeIfAbsent(new Place(cell.column(), cell.columnSpan()), p -> new ArrayList<>())
                    .add(cell);
            if (cell.words().stream().anyMatch(w -> Numbers.isNumeric(w.text()))) {
                numbers.set(cell.row());
            }
        }
    }

    static Grid split(List<Cell> cells, float[] columns) {
        UnruledColumns split = new UnruledColumns(cells, columns);
        List<Float> all = new ArrayList<>();
        for (float x : columns) {
            all.add(x);
        }
        split.places.forEach((place, inPlace) -> {
            float[] cut = split.cuts(place, inPlace);
            if (cut.length > 0) {
                split.cuts.put(place, cut);
                for (float x : cut) {
                    all.add(x);
                }
            }
        });
        return split.cuts.isEmpty() ? new Grid(cells, columns) : split.regrid(all);
    }

    /** Where the text shows columns: at a boundary that the grid has already, or amid the white space. */
    private float[] cuts(Place place, List<Cell> inPlace) {
        List<Word> words = inPlace.stream()
                .flatMap(c -> c.words().stream())
                .filter(w -> !w.isLeader())
                .toList();
        List<Line> lines = Line.of(words);
        List<Line> parted = lines.stream().filter(l -> l.chunks().size() > 1).toList();
        if (parted.size() < MIN_LINES || parted.size() < MOST_LINES * lines.size()) {
            return new float[0];
        }
        List<Gutter> gutters = Gutters.find(parted, MOST_LINES);
        float[] cuts = new float[gutters.size()];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = gutters.get(i).middle();
            for (int b = place.column() + 1; b < place.column() + place.span(); b++) {
                boolean inside = columns[b] > gutters.get(i).from() - NEAR
                        && columns[b] < gutters.get(i).to() + NEAR;
                cuts[i] = inside ? columns[b] : cuts[i];
            }
        }
        return cuts.length > 0 && areColumns(parted, bounded(cuts)) ? cuts : new float[0];
    }

    private static float[] bounded(float[] cuts) {
        float[] bounded = new float[cuts.length + 2];
        bounded[0] = -Float.MAX_VALUE;
        System.arraycopy(cuts, 0, bounded, 1, cuts.length);
        bounded[bounded.length - 1] = Float.MAX_VALUE;
        return bounded;
    }

    /** Numbers show columns; a sign before each number doesn't. */
    private static boolean areColumns(List<Line> lines, float[] parts) {
        boolean numbers = false;
        for (int p = 0; p + 1 < parts.length; p++) {
            int filled = 0;
            int numeric = 0;
            int signs = 0;
            for (Line line : lines) {
                StringBuilder text = new StringBuilder();
                for (Word word : line.words()) {
                    text.append(Mesh.slot(parts, word.centreAcross()) == p ? word.text() : "");
                }
                filled += text.isEmpty() ? 0 : 1;
                numeric += Numbers.isNumeric(text.toString()) ? 1 : 0;
                signs += text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0)) ? 1 : 0;
            }
            if (signs > 0.5 * filled) {
                return false;
            }
            numbers |= p > 0 && numeric > 0.6 * filled;
        }
        return numbers;
    }

    private Grid regrid(List<Float> all) {
        List<Float> sorted = all.stream().distinct().sorted().toList();
        float[] xs = new float[sorted.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = sorted.get(i);
        }
        List<Cell> moved = new ArrayList<>();
        for (Cell cell : cells) {
            float[] cut = cuts.get(new Place(cell.column(), cell.columnSpan()));
            int from = sorted.indexOf(columns[cell.column()]);
            int to = sorted.indexOf(columns[cell.column() + cell.columnSpan()]);
            if (cut == null || !isParted(cell, cut)) {
                moved.add(new Cell(cell.row(), from, cell.rowSpan(), to - from, cell.words()));
            } else {
                addParts(cell, from, to, cut, sorted, moved);
            }
        }
        return new Grid(moved, xs);
    }

    private static void addParts(Cell cell, int from, int to, float[] cut, List<Float> sorted, List<Cell> moved) {
        float[] parts = bounded(cut);
        int first = from;
        for (int p = 0; p + 1 < parts.length; p++) {
            int part = p;
            int end = p + 2 == parts.length ? to : sorted.indexOf(parts[p + 1]);
            List<Word> words = cell.words().stream()
                    .filter(w -> Mesh.slot(parts, w.centreAcross()) == part)
                    .toList();
            moved.add(new Cell(cell.row(), first, cell.rowSpan(), end - first, words));
            first = end;
        }
    }

    /** Whether a cell has several columns: its own lines show them, or it stands in a row of numbers. */
    private boolean isParted(Cell cell, float[] cut) {
        if (cell.words().isEmpty()) {
            return true;
        }
        float[] parts = bounded(cut);
        List<Line> lines = Line.of(cell.words());
        long parted = lines.stream().filter(line -> showsParts(line, parts)).count();
        if (parted > 0) {
            return parted * 2 >= lines.size();
        }
        return numbers.get(cell.row());
    }

    private static boolean showsParts(Line line, float[] parts) {
        return line.chunks().stream()
                        .mapToInt(c -> Mesh.slot(parts, (c.left() + c.right()) / 2))
                        .distinct()
                        .count()
                > 1;
    }
}
