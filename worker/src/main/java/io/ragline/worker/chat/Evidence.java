package io.ragline.worker.chat;

/**
 * How well a sentence answers.
 *
 * @param sentence to quote
 * @param vector of the sentence, of length 1
 * @param similarity cosine to the question
 * @param coverage of the question's words, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Evidence(Quotable sentence, float[] vector, double similarity, double coverage) {

    /** Where the similarity of unrelated texts lies with this family of models (measured), and that of a good answer. */
    private static final double UNRELATED = 0.45;

    private static final double RELATED = 0.85;

    double score() {
        double meaning = (similarity - UNRELATED) / (RELATED - UNRELATED);
        return 0.6 * meaning + 0.3 * coverage + 0.1 * sentence.passage().score();
    }

    double similarityTo(Evidence other) {
        return dot(vector, other.vector);
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
