package io.ragline.bench.tables;

import io.ragline.bench.tables.Grid.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Two cells with text that are nearest neighbours in a row or a column, blank cells between them not counted: the
 * measure of the ICDAR 2013 competition (M. Göbel, T. Hassan, E. Oro, G. Orsi: <i>A Methodology for Evaluating
 * Algorithms for Table Understanding in PDF Documents</i>, DocEng 2012; <i>ICDAR 2013 Table Competition</i>, ICDAR 2013).
 *
 * @param from what the left or upper cell holds
 * @param to what the right or lower cell holds
 * @param down whether it is below, not beside
 */
record Relation(String from, String to, boolean down) {

    static Counts<Relation> of(Grid grid) {
        List<Cell> filled = grid.cells().stream()
                .filter(c -> !Content.of(c.text()).isEmpty())
                .toList();
        Counts<Relation> relations = new Counts<>();
        collect(filled, Cell::row, Cell::rowSpan, Cell::column, false, relations);
        collect(filled, Cell::column, Cell::columnSpan, Cell::row, true, relations);
        return relations;
    }

    /** Goes along every row (or column); a cell over several meets its neighbours in each, every one once. */
    private static void collect(
            List<Cell> cells,
            ToIntFunction<Cell> lane,
            ToIntFunction<Cell> width,
            ToIntFunction<Cell> place,
            boolean down,
            Counts<Relation> relations) {
        int lanes = cells.stream()
                .mapToInt(c -> lane.applyAsInt(c) + width.applyAsInt(c))
                .max()
                .orElse(0);
        List<List<Integer>> inLane = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            inLane.add(new ArrayList<>());
        }
        for (int i = 0; i < cells.size(); i++) {
            int first = lane.applyAsInt(cells.get(i));
            for (int l = first; l < first + width.applyAsInt(cells.get(i)); l++) {
                inLane.get(l).add(i);
            }
        }
        Set<List<Integer>> seen = new HashSet<>();
        for (List<Integer> along : inLane) {
            along.sort(Comparator.comparingInt(i -> place.applyAsInt(cells.get(i))));
            for (int i = 1; i < along.size(); i++) {
                int from = along.get(i - 1);
                int to = along.get(i);
                if (seen.add(List.of(from, to))) {
                    relations.add(new Relation(
                            Content.of(cells.get(from).text()),
                            Content.of(cells.get(to).text()),
                            down));
                }
            }
        }
    }
}
