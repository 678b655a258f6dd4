package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Areas between horizontal rules of the same extent, one above the other: the look of tables in books. */
final class Frames {
    private static final float ALIGNED = 6f;
    private static final float PIECES_GAP = 8f;
    private static final float MIN_LENGTH = 60f;
    private static final int MAX_RULES = 500;

    private Frames() {}

    /** For each extent the rules, from the top down; at least two. None where there are too many: that is a drawing. */
    static List<List<Ruling>> of(List<Ruling> across) {
        List<List<Ruling>> frames = new ArrayList<>();
        List<Ruling> rules =
                whole(across).stream().filter(r -> r.length() >= MIN_LENGTH).toList();
        if (rules.size() > MAX_RULES) {
            return List.of();
        }
        for (Ruling rule : rules) {
            List<Ruling> frame = frames.stream()
                    .filter(f -> Math.abs(f.getFirst().from() - rule.from()) < ALIGNED
                            && Math.abs(f.getFirst().to() - rule.to()) < ALIGNED)
                    .findFirst()
                    .orElse(null);
            if (frame == null) {
                frame = new ArrayList<>();
                frames.add(frame);
            }
            frame.add(rule);
        }
        return frames.stream().filter(f -> f.size() > 1).toList();
    }

    /** Rules drawn in pieces, one for each column, as one. */
    private static List<Ruling> whole(List<Ruling> across) {
        List<Ruling> down = across.stream()
                .sorted(Comparator.comparingDouble(Ruling::at).thenComparingDouble(Ruling::from))
                .toList();
        List<Ruling> whole = new ArrayList<>();
        List<Ruling> level = new ArrayList<>();
        for (Ruling rule : down) {
            if (!level.isEmpty() && rule.at() - level.getFirst().at() > Rulings.NEAR) {
                join(level, whole);
                level.clear();
            }
            level.add(rule);
        }
        join(level, whole);
        return whole;
    }

    private static void join(List<Ruling> level, List<Ruling> whole) {
        level.sort(Comparator.comparingDouble(Ruling::from));
        Ruling open = null;
        for (Ruling rule : level) {
            if (open != null && rule.from() - open.to() <= PIECES_GAP) {
                open = new Ruling(
                        true,
                        open.at(),
                        open.from(),
                        Math.max(open.to(), rule.to()),
                        Math.max(open.weight(), rule.weight()));
            } else {
                if (open != null) {
                    whole.add(open);
                }
                open = rule;
            }
        }
        if (open != null) {
            whole.add(open);
        }
    }
}
