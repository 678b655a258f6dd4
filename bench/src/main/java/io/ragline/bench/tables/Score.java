package io.ragline.bench.tables;

/**
 * How many things were expected and found, and how many of these are the same.
 *
 * @param right found as expected
 */
record Score(int expected, int found, int right) {
    static final Score NONE = new Score(0, 0, 0);

    static <T> Score of(Counts<T> expected, Counts<T> found) {
        return new Score(expected.size(), found.size(), expected.shared(found));
    }

    Score plus(Score other) {
        return new Score(expected + other.expected, found + other.found, right + other.right);
    }

    /** The share of what was found that is right; 1 if nothing was found. */
    double precision() {
        return found == 0 ? 1 : (double) right / found;
    }

    /** The share of what was expected that was found; 1 if nothing was expected. */
    double recall() {
        return expected == 0 ? 1 : (double) right / expected;
    }

    /** Their harmonic mean. */
    double f1() {
        return expected + found == 0 ? 1 : 2.0 * right / (expected + found);
    }
}
