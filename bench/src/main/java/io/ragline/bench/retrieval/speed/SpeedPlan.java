package io.ragline.bench.retrieval.speed;

import java.util.List;

/**
 * How to measure.
 *
 * @param questions that each situation is measured with, in each round
 * @param recallQuestions of these that are compared with the true neighbours
 * @param rounds of which the median counts, without the first
 * @param writeRates chunks written in a second while searches are measured; {@link #FLAT_OUT} for as many as it takes
 */
record SpeedPlan(long seed, int questions, int recallQuestions, int rounds, List<Integer> writeRates) {
    static final int FLAT_OUT = 0;

    SpeedPlan {
        writeRates = List.copyOf(writeRates);
        if (questions < 1 || recallQuestions < 1 || rounds < 1) {
            throw new IllegalArgumentException("Nothing is measured with %d questions, %d for recall, %d rounds"
                    .formatted(questions, recallQuestions, rounds));
        }
    }
}
