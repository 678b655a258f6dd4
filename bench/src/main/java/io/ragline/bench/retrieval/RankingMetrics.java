package io.ragline.bench.retrieval;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures of a ranking against a set of relevant documents, as trec_eval and BEIR compute them for judgements of yes or
 * no. All are 0 to 1.
 */
final class RankingMetrics {
    private RankingMetrics() {}

    /**
     * Normalised discounted cumulative gain: {@code DCG = Σ rel(i) / log2(i + 1)} over the first {@code k}, divided by the
     * DCG of the best possible ranking (Järvelin and Kekäläinen, 2002).
     */
    static double ndcg(List<String> ranking, Set<String> relevant, int k) {
        double gain = 0;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(k, ranking.size()); i++) {
            if (relevant.contains(ranking.get(i)) && seen.add(ranking.get(i))) {
                gain += discount(i);
            }
        }
        double ideal = 0;
        for (int i = 0; i < Math.min(k, relevant.size()); i++) {
            ideal += discount(i);
        }
        return ideal == 0 ? 0 : gain / ideal;
    }

    /** The share of the relevant documents that are among the first {@code k}. */
    static double recall(List<String> ranking, Set<String> relevant, int k) {
        Set<String> found = new HashSet<>(ranking.subList(0, Math.min(k, ranking.size())));
        found.retainAll(relevant);
        return relevant.isEmpty() ? 0 : (double) found.size() / relevant.size();
    }

    /** 1 divided by the rank of the first relevant document; 0 if it is not among the first {@code k}. */
    static double reciprocalRank(List<String> ranking, Set<String> relevant, int k) {
        for (int i = 0; i < Math.min(k, ranking.size()); i++) {
            if (relevant.contains(ranking.get(i))) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2);
    }
}
