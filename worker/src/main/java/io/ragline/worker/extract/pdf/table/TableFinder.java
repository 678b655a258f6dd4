package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;

/** Finds the tables among a page's words of one reading direction. */
public final class TableFinder {
    /** No page that a person can read has as many words. */
    private static final int MAX_WORDS = 10_000;

    private TableFinder() {}

    /** @param drawn the page's lines and edges of areas, in the words' coordinates, in any order */
    public static List<Table> find(List<Word> words, List<Ruling> drawn) {
        if (words.size() < 4 || words.size() > MAX_WORDS) {
            return List.of();
        }
        Rulings rulings = Rulings.of(drawn);
        List<Table> tables = new ArrayList<>(Lattice.tables(words, rulings));
        List<Area> taken = tables.stream().map(Table::area).toList();
        List<Word> rest = words.stream()
                .filter(w -> taken.stream().noneMatch(a -> a.holds(w)))
                .toList();
        tables.addAll(Stream.tables(rest, rulings, taken));
        return tables;
    }
}
