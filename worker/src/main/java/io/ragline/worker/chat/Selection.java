package io.ragline.worker.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which sentences become the answer. */
final class Selection {
    private static final int MOST = 4;
    private static final double RELEVANT = 0.62;
    private static final double NEAR_THE_BEST = 0.8;
    private static final double SAME = 0.92;

    private Selection() {}

    /** The sentences of the answer in reading order; none if nothing is relevant. */
    static List<Evidence> of(List<Evidence> evidence) {
        List<Evidence> best = evidence.stream()
                .sorted(Comparator.comparingDouble(Evidence::score).reversed())
                .toList();
        if (best.isEmpty() || best.getFirst().similarity() < RELEVANT) {
            return List.of();
        }
        double enough = best.getFirst().score() * NEAR_THE_BEST;
        List<Evidence> chosen = new ArrayList<>();
        for (Evidence next : best) {
            boolean repeats = chosen.stream().anyMatch(other -> next.similarityTo(other) > SAME);
            if (chosen.size() < MOST && next.score() >= enough && !repeats) {
                chosen.add(next);
            }
        }
        chosen.sort(READING_ORDER);
        return chosen;
    }

    private static final Comparator<Evidence> READING_ORDER = Comparator.comparingInt(
                    (Evidence evidence) -> evidence.sentence().rank())
            .thenComparingInt(evidence -> evidence.sentence().start());
}
