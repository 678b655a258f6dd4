package io.ragline.worker.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which sentences become the answer. */
final class Selection {
    private static final int MOST = 4;

    /**
     * Less has nothing to do with the question. Measured with 472 questions to five long texts and 225 stray ones, about
     * aerodynamics, to the same texts: 95 % of the true ones are above and 4 % of the stray.
     */
    private static final double RELEVANT = 0.67;

    /** Enough for a sentence beside one that is relevant. */
    private static final double RELATED = 0.61;

    /** Share of the best sentence's score that another needs. */
    private static final double NEAR_THE_BEST = 0.8;

    /** Sentences more alike than this say the same. */
    private static final double SAME = 0.92;

    private static final Comparator<Evidence> READING_ORDER = Comparator.comparingInt(
                    (Evidence evidence) -> evidence.sentence().rank())
            .thenComparingInt(evidence -> evidence.sentence().start());

    private Selection() {}

    /** The sentences of the answer in reading order, the best passage first; none if nothing is relevant. */
    static List<Evidence> of(List<Evidence> evidence) {
        if (evidence.stream().noneMatch(each -> each.relevance() >= RELEVANT)) {
            return List.of();
        }
        List<Evidence> best = evidence.stream()
                .filter(each -> each.relevance() >= RELATED)
                .sorted(Comparator.comparingDouble(Evidence::score).reversed())
                .toList();
        List<Evidence> chosen = new ArrayList<>();
        for (Evidence next : best) {
            boolean good = next.score() >= best.getFirst().score() * NEAR_THE_BEST;
            boolean repeats = chosen.stream().anyMatch(other -> next.similarityTo(other) > SAME);
            if (good && !repeats && chosen.size() < MOST) {
                chosen.add(next);
            }
        }
        chosen.sort(READING_ORDER);
        return chosen;
    }
}
