package io.ragline.bench.retrieval;

import io.ragline.worker.query.RankedChunk;
import java.util.List;
import java.util.Map;

/** Means of the measures over the questions of a collection. */
final class Quality {
    private static final int SHORT = 10;
    private static final int LONG = 100;

    private double ndcg;
    private double recall;
    private double reciprocalRank;
    private int questions;

    /** A document ranks where its best chunk does. */
    void add(List<RankedChunk> ranking, Map<String, Double> gains) {
        List<String> documents = ranking.stream()
                .map(chunk -> chunk.document().filename())
                .distinct()
                .toList();
        ndcg += RankingMetrics.ndcg(documents, gains, SHORT);
        recall += RankingMetrics.recall(documents, gains, LONG);
        reciprocalRank += RankingMetrics.reciprocalRank(documents, gains, SHORT);
        questions++;
    }

    double ndcgAt10() {
        return mean(ndcg);
    }

    double recallAt100() {
        return mean(recall);
    }

    double reciprocalRankAt10() {
        return mean(reciprocalRank);
    }

    private double mean(double sum) {
        return questions == 0 ? 0 : sum / questions;
    }
}
