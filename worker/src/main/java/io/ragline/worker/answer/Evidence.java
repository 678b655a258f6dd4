package io.ragline.worker.answer;

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

    /** Unrelated texts have about this similarity in the default model and its kin (measured), and good answers that of RELATED. */
    private static final double UNRELATED = 0.45;

    private static final double RELATED = 0.85;

    /** How good it is among the sentences for this question: by meaning, by words, by the ranking of its passage. */
    double score() {
        double meaning = (similarity - UNRELATED) / (RELATED - UNRELATED);
        return 0.4 * meaning + 0.3 * coverage + 0.3 * sentence.passage().score();
    }

    /**
     * How much it has to do with the question at all, on a scale that is the same for every question and collection:
     * the similarity of the sentence and of its whole passage, which knows what the sentence is about, and the words.
     */
    double relevance() {
        Double ofPassage = sentence.passage().relevance().vector();
        double meaning = ofPassage == null ? similarity : (similarity + ofPassage) / 2;
        return meaning + coverage / 4;
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
