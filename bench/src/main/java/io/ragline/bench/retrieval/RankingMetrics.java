package io.ragline.bench.retrieval;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures of a ranking against what each document is worth, as trec_eval and BEIR compute them: a document is relevant if it
 * is worth more than 0. All are 0 to 1.
 */
final class RankingMetrics {
    private RankingMetrics() {}

    /**
     * Normalised discounted cumulative gain: {@code DCG = Σ gain(i) / log2(i + 1)} over the first {@code k}, divided by the
     * DCG of the best possible ranking (Järvelin and Kekäläinen, 2002).
     */
    static double ndcg(List<String> ranking, Map<String, Double> gains, int k) {
        double gain = 0;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(k, ranking.size()); i++) {
            if (seen.add(ranking.get(i))) {
                gain += gains.getOrDefault(ranking.get(i), 0.0) * discount(i);
            }
        }
        List<Double> best = gains.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(k)
                .toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) {
            ideal += best.get(i) * discount(i);
        }
        return ideal == 0 ? 0 : gain / ideal;
    }

    private static Set<String> relevant(Map<String, Double> gains) {
        return gains.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The share of the relevant documents that are among the first {@code k}. */
    static double recall(List<String> ranking, Map<String, Double> gains, int k) {
        Set<String> relevant = relevant(gains);
        Set<String> found = new HashSet<>(ranking.subList(0, Math.min(k, ranking.size())));
        found.retainAll(relevant);
        return relevant.isEmpty() ? 0 : (double) found.size() / relevant.size();
    }

    /** 1 divided by the rank of the first relevant document; 0 if it is not among the first {@code k}. */
    static double reciprocalRank(List<String> ranking, Map<String, Double> gains, int k) {
        Set<String> relevant = relevant(gains);
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
