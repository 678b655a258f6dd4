package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A page's lines, each once: dashes joined, double lines and the edges of areas beside a line taken for one. */
record Rulings(List<Ruling> across, List<Ruling> down) {
    /** Lines nearer to each other than this are one; no row of text fits between them. */
    static final float NEAR = 2.5f;

    private static final float DASH_GAP = 4f;
    private static final float MIN_LENGTH = 5f;

    Rulings {
        across = List.copyOf(across);
        down = List.copyOf(down);
    }

    static Rulings of(List<Ruling> drawn) {
        return new Rulings(merged(drawn, true), merged(drawn, false));
    }

    private static List<Ruling> merged(List<Ruling> drawn, boolean horizontal) {
        List<Ruling> sorted = drawn.stream()
                .filter(r -> r.horizontal() == horizontal)
                .sorted(Comparator.comparingDouble(Ruling::at))
                .toList();
        List<Ruling> merged = new ArrayList<>();
        List<Ruling> near = new ArrayList<>();
        for (Ruling ruling : sorted) {
            if (!near.isEmpty() && ruling.at() - near.getFirst().at() > NEAR) {
                mergeAlong(near, merged);
                near.clear();
            }
            near.add(ruling);
        }
        mergeAlong(near, merged);
        return merged;
    }

    private static void mergeAlong(List<Ruling> near, List<Ruling> merged) {
        near.sort(Comparator.comparingDouble(Ruling::from));
        List<Ruling> joined = new ArrayList<>();
        float to = 0;
        for (Ruling ruling : near) {
            if (!joined.isEmpty() && ruling.from() > to + DASH_GAP) {
                add(joined, merged);
                joined.clear();
            }
            to = joined.isEmpty() ? ruling.to() : Math.max(to, ruling.to());
            joined.add(ruling);
        }
        add(joined, merged);
    }

    private static void add(List<Ruling> joined, List<Ruling> merged) {
        if (joined.isEmpty()) {
            return;
        }
        double at = 0;
        double lengths = 0;
        float to = joined.getFirst().to();
        float weight = 0;
        for (Ruling ruling : joined) {
            double length = ruling.length() + 0.01;
            at += ruling.at() * length;
            lengths += length;
            to = Math.max(to, ruling.to());
            weight = Math.max(weight, ruling.weight());
        }
        Ruling first = joined.getFirst();
        if (to - first.from() >= MIN_LENGTH) {
            merged.add(new Ruling(first.horizontal(), (float) (at / lengths), first.from(), to, weight));
        }
    }
}
