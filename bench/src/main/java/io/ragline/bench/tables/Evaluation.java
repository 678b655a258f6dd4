package io.ragline.bench.tables;

import io.ragline.bench.tables.Expected.Area;
import io.ragline.bench.tables.Expected.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of one PDF, found ones beside expected ones. A found table belongs to the expected one that it lies in, by
 * half of its area, where the area is known; else to the one that holds at least half of its cells' texts, the best
 * match first. Several found tables may belong to one expected, whose cells and relations are then compared with
 * theirs together.
 */
final class Evaluation {
    private static final double HALF = 0.5;

    private final List<Expected> expected;
    private final List<Found> found;
    private final List<List<Found>> assigned = new ArrayList<>();
    private final Set<Integer> used = new HashSet<>();

    Evaluation(List<Expected> expected, List<Found> found) {
        this.expected = List.copyOf(expected);
        this.found = List.copyOf(found);
        expected.forEach(e -> assigned.add(new ArrayList<>()));
        assignByArea();
        assignByContent();
    }

    private void assignByArea() {
        for (int e = 0; e < expected.size(); e++) {
            for (Part part : expected.get(e).parts()) {
                for (int f = 0; f < found.size(); f++) {
                    if (!used.contains(f) && isIn(found.get(f), part)) {
                        assign(f, e);
                    }
                }
            }
        }
    }

    private static boolean isIn(Found table, Part part) {
        if (part.area() == null || part.page() != table.page()) {
            return false;
        }
        Area area = part.area().downwards(table.pageHeight());
        // either of them may be the larger: two tables found as one still meet what was expected
        double shared = area.shared(table.area());
        return shared >= HALF * Math.min(table.area().size(), area.size()) && shared > 0;
    }

    private void assign(int f, int e) {
        used.add(f);
        assigned.get(e).add(found.get(f));
    }

    private void assignByContent() {
        List<Counts<String>> left = new ArrayList<>();
        for (Expected table : expected) {
            Counts<String> contents = new Counts<>();
            if (table.parts().stream().allMatch(part -> part.area() == null)) {
                table.parts().forEach(part -> contents.addAll(part.grid().contents()));
            }
            left.add(contents);
        }
        while (true) {
            int bestFound = -1;
            int bestExpected = -1;
            int most = 0;
            for (int f = 0; f < found.size(); f++) {
                Counts<String> contents = found.get(f).grid().contents();
                for (int e = 0; e < left.size() && !used.contains(f); e++) {
                    int shared = left.get(e).shared(contents);
                    if (shared > most && shared >= HALF * contents.size()) {
                        most = shared;
                        bestFound = f;
                        bestExpected = e;
                    }
                }
            }
            if (bestFound < 0) {
                return;
            }
            left.get(bestExpected).removeAll(found.get(bestFound).grid().contents());
            assign(bestFound, bestExpected);
        }
    }

    List<Found> foundFor(int table) {
        return assigned.get(table);
    }

    Score relations(int table) {
        Counts<Relation> wanted = new Counts<>();
        expected.get(table).parts().forEach(part -> wanted.addAll(Relation.of(part.grid())));
        Counts<Relation> got = new Counts<>();
        assigned.get(table).forEach(f -> got.addAll(Relation.of(f.grid())));
        return Score.of(wanted, got);
    }

    Score cells(int table) {
        Counts<String> wanted = new Counts<>();
        expected.get(table).parts().forEach(part -> wanted.addAll(part.grid().contents()));
        Counts<String> got = new Counts<>();
        assigned.get(table).forEach(f -> got.addAll(f.grid().contents()));
        return Score.of(wanted, got);
    }

    /** The found tables that belong to nothing expected. */
    List<Found> others() {
        List<Found> others = new ArrayList<>();
        for (int f = 0; f < found.size(); f++) {
            if (!used.contains(f)) {
                others.add(found.get(f));
            }
        }
        return others;
    }

    /** Regions met: an expected area and a found one that share at least half of what both cover together. */
    static Score regions(List<Part> expected, List<Found> found) {
        int right = 0;
        Set<Found> left = new HashSet<>(found);
        for (Part part : expected) {
            Area wanted = part.area();
            if (wanted == null) {
                continue;
            }
            Found met = left.stream()
                    .filter(f -> f.page() == part.page() && overlap(wanted.downwards(f.pageHeight()), f.area()) >= HALF)
                    .findFirst()
                    .orElse(null);
            if (met != null) {
                left.remove(met);
                right++;
            }
        }
        return new Score(expected.size(), found.size(), right);
    }

    private static double overlap(Area one, Area other) {
        double shared = one.shared(other);
        double all = one.size() + other.size() - shared;
        return all <= 0 ? 0 : shared / all;
    }
}
