package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds tables whose cells are parted by lines or coloured areas. */
final class Lattice {
    private static final int MAX_PLACES = 40_000;
    private static final float MAX_CROSSED_WORDS = 0.15f;
    private static final float MIN_WORDS = 0.6f;
    private static final float MIN_FILLED = 0.3f;
    private static final int FEW_CELLS = 6;
    private static final int MIN_SIDES_OF_FEW = 3;

    private Lattice() {}

    static List<Table> tables(List<Word> words, Rulings rulings) {
        List<Table> found = new ArrayList<>();
        for (Components lines : Components.of(rulings)) {
            Mesh mesh = Mesh.of(lines.across(), lines.down());
            if ((long) mesh.rows() * mesh.columns() <= MAX_PLACES) {
                Table table = table(mesh, words);
                if (table != null) {
                    found.add(table);
                }
            }
        }
        return withoutOverlaps(found);
    }

    private static @Nullable Table table(Mesh mesh, List<Word> words) {
        Area area = mesh.area();
        List<Word> inside = new ArrayList<>(words.stream().filter(area::holds).toList());
        if (inside.size() < 4) {
            return null;
        }
        List<Cell> drawn = cells(mesh, inside);
        if (drawn.isEmpty()) {
            return null;
        }
        // as few rows as there are, so that one with text that no line parts is seen as one
        drawn = Cells.compactRows(PartialLines.without(drawn));
        UnruledColumns.Grid grid = UnruledColumns.split(drawn, mesh.xs);
        List<Cell> cells = new ArrayList<>(UnruledRows.split(grid.cells(), grid.columns()));
        List<Line> header = HeaderAbove.of(area, cells, grid.columns(), words);
        int headerRows = 0;
        if (!header.isEmpty()) {
            List<Cell> above = HeaderCells.of(header, Line.of(inside), grid.columns(), List.of());
            headerRows = Cells.rows(above);
            cells = new ArrayList<>(Cells.below(headerRows, cells));
            cells.addAll(above);
            header.forEach(line -> inside.addAll(line.words()));
        }
        cells = Cells.compact(cells);
        if (!Cells.areTabular(cells) || !saySomething(cells, mesh.drawnSides())) {
            return null;
        }
        return new Table(
                area.left(),
                header.isEmpty()
                        ? area.top()
                        : header.getFirst().baseline() - header.getFirst().size(),
                area.right(),
                area.bottom(),
                Cells.rows(cells),
                Cells.columns(cells),
                headerRows == 0 ? HeaderRows.of(cells) : Math.min(headerRows, Cells.rows(cells) - 1),
                cells,
                inside);
    }

    /** The labels of drawings and formulas are few, and often single letters and signs. */
    private static boolean saySomething(List<Cell> cells, int sides) {
        int filled = 0;
        int words = 0;
        for (Cell cell : cells) {
            if (!cell.words().isEmpty()) {
                String text = cell.words().stream().map(Word::text).collect(Collectors.joining(" "));
                filled++;
                words += Looks.isWordOrNumber(text) && !Looks.isMathematics(text) ? 1 : 0;
            }
        }
        boolean few = filled < FEW_CELLS && sides < MIN_SIDES_OF_FEW;
        return !few && words >= MIN_WORDS * filled && filled >= MIN_FILLED * cells.size();
    }

    /** None if lines run through many words: that is a drawing. */
    private static List<Cell> cells(Mesh mesh, List<Word> words) {
        List<Mesh.Region> regions = mesh.regions();
        int[] regionAt = new int[mesh.rows() * mesh.columns()];
        List<List<Word>> inRegion = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            Mesh.Region region = regions.get(i);
            inRegion.add(new ArrayList<>());
            for (int r = region.row(); r < region.row() + region.rowSpan(); r++) {
                for (int c = region.column(); c < region.column() + region.columnSpan(); c++) {
                    regionAt[r * mesh.columns() + c] = i;
                }
            }
        }
        int crossed = 0;
        for (Word word : words) {
            int row = Mesh.slot(mesh.ys, word.centreDown());
            int column = Mesh.slot(mesh.xs, word.centreAcross());
            int at = regionAt[row * mesh.columns() + column];
            inRegion.get(at).add(word);
            Mesh.Region region = regions.get(at);
            float over = Math.max(
                    mesh.xs[region.column()] - word.left(),
                    word.right() - mesh.xs[region.column() + region.columnSpan()]);
            crossed += over > 0.3f * word.size() && over > 0.15f * word.width() ? 1 : 0;
        }
        if (crossed > MAX_CROSSED_WORDS * words.size()) {
            return List.of();
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            Mesh.Region region = regions.get(i);
            cells.add(new Cell(region.row(), region.column(), region.rowSpan(), region.columnSpan(), inRegion.get(i)));
        }
        return cells;
    }

    /** Of tables one within the other, the one with more cells is meant: the other is the layout of a page or form. */
    private static List<Table> withoutOverlaps(List<Table> tables) {
        List<Table> kept = new ArrayList<>();
        tables.stream()
                .sorted(Comparator.comparingLong((Table t) -> filled(t)).reversed())
                .forEach(table -> {
                    if (kept.stream().noneMatch(k -> k.area().overlaps(table.area()))) {
                        kept.add(table);
                    }
                });
        return kept;
    }

    private static long filled(Table table) {
        return table.cells().stream().filter(c -> !c.words().isEmpty()).count();
    }
}
