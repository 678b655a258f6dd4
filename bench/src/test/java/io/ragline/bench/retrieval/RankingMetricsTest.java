package io.ragline.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
    private static final double EXACT = 1e-12;

    @Test
    void a_perfect_ranking_scores_1() {
        List<String> ranking = List.of("a", "b", "c");
        Set<String> relevant = Set.of("a", "b");

        assertThat(RankingMetrics.ndcg(ranking, relevant, 10)).isCloseTo(1, within(EXACT));
        assertThat(RankingMetrics.recall(ranking, relevant, 10)).isEqualTo(1);
        assertThat(RankingMetrics.reciprocalRank(ranking, relevant, 10)).isEqualTo(1);
    }

    @Test
    void gains_are_discounted_by_the_logarithm_of_the_rank() {
        // relevant at ranks 2 and 3 of 3 relevant: DCG = 1/log2(3) + 1/log2(4), ideal = 1 + 1/log2(3) + 1/log2(4)
        double log3 = Math.log(3) / Math.log(2);

        double ndcg = RankingMetrics.ndcg(List.of("x", "a", "b"), Set.of("a", "b", "c"), 10);

        assertThat(ndcg).isCloseTo((1 / log3 + 0.5) / (1 + 1 / log3 + 0.5), within(EXACT));
    }

    @Test
    void what_stands_below_the_depth_does_not_count() {
        List<String> ranking = List.of("x", "y", "a");

        assertThat(RankingMetrics.ndcg(ranking, Set.of("a"), 2)).isZero();
        assertThat(RankingMetrics.recall(ranking, Set.of("a"), 2)).isZero();
        assertThat(RankingMetrics.reciprocalRank(ranking, Set.of("a"), 2)).isZero();
        assertThat(RankingMetrics.reciprocalRank(ranking, Set.of("a"), 3)).isCloseTo(1 / 3.0, within(EXACT));
    }

    @Test
    void the_ideal_has_no_more_documents_than_the_depth() {
        assertThat(RankingMetrics.ndcg(List.of("a"), Set.of("a", "b", "c"), 1)).isCloseTo(1, within(EXACT));
    }

    @Test
    void recall_is_the_share_that_was_found() {
        assertThat(RankingMetrics.recall(List.of("a", "x"), Set.of("a", "b", "c", "d"), 100))
                .isEqualTo(0.25);
    }

    @Test
    void a_document_that_is_ranked_twice_gains_once() {
        assertThat(RankingMetrics.ndcg(List.of("a", "a"), Set.of("a", "b"), 10)).isLessThan(0.7);
    }

    @Test
    void an_empty_ranking_and_no_relevant_documents_score_0() {
        assertThat(RankingMetrics.ndcg(List.of(), Set.of("a"), 10)).isZero();
        assertThat(RankingMetrics.ndcg(List.of("a"), Set.of(), 10)).isZero();
        assertThat(RankingMetrics.recall(List.of("a"), Set.of(), 10)).isZero();
    }
}
