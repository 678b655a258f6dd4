package io.ragline.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
    private static final double EXACT = 1e-12;

    @Test
    void a_perfect_ranking_scores_1() {
        List<String> ranking = List.of("a", "b", "c");
        Map<String, Double> relevant = worth1("a", "b");

        assertThat(RankingMetrics.ndcg(ranking, relevant, 10)).isCloseTo(1, within(EXACT));
        assertThat(RankingMetrics.recall(ranking, relevant, 10)).isEqualTo(1);
        assertThat(RankingMetrics.reciprocalRank(ranking, relevant, 10)).isEqualTo(1);
    }

    @Test
    void gains_are_discounted_by_the_logarithm_of_the_rank() {
        // relevant at ranks 2 and 3 of 3 relevant: DCG = 1/log2(3) + 1/log2(4), ideal = 1 + 1/log2(3) + 1/log2(4)
        double log3 = Math.log(3) / Math.log(2);

        double ndcg = RankingMetrics.ndcg(List.of("x", "a", "b"), worth1("a", "b", "c"), 10);

        assertThat(ndcg).isCloseTo((1 / log3 + 0.5) / (1 + 1 / log3 + 0.5), within(EXACT));
    }

    @Test
    void what_stands_below_the_depth_does_not_count() {
        List<String> ranking = List.of("x", "y", "a");

        assertThat(RankingMetrics.ndcg(ranking, worth1("a"), 2)).isZero();
        assertThat(RankingMetrics.recall(ranking, worth1("a"), 2)).isZero();
        assertThat(RankingMetrics.reciprocalRank(ranking, worth1("a"), 2)).isZero();
        assertThat(RankingMetrics.reciprocalRank(ranking, worth1("a"), 3)).isCloseTo(1 / 3.0, within(EXACT));
    }

    @Test
    void the_ideal_has_no_more_documents_than_the_depth() {
        assertThat(RankingMetrics.ndcg(List.of("a"), worth1("a", "b", "c"), 1)).isCloseTo(1, within(EXACT));
    }

    @Test
    void recall_is_the_share_that_was_found() {
        assertThat(RankingMetrics.recall(List.of("a", "x"), worth1("a", "b", "c", "d"), 100))
                .isEqualTo(0.25);
    }

    @Test
    void a_document_that_is_ranked_twice_gains_once() {
        assertThat(RankingMetrics.ndcg(List.of("a", "a"), worth1("a", "b"), 10)).isLessThan(0.7);
    }

    @Test
    void an_empty_ranking_and_no_relevant_documents_score_0() {
        assertThat(RankingMetrics.ndcg(List.of(), worth1("a"), 10)).isZero();
        assertThat(RankingMetrics.ndcg(List.of("a"), worth1(), 10)).isZero();
        assertThat(RankingMetrics.recall(List.of("a"), worth1(), 10)).isZero();
    }

    @Test
    void what_is_worth_more_gains_more() {
        double log3 = Math.log(3) / Math.log(2);
        Map<String, Double> gains = Map.of("a", 3.0, "b", 1.0, "c", 0.0);

        assertThat(RankingMetrics.ndcg(List.of("b", "a"), gains, 10))
                .isCloseTo((1 + 3 / log3) / (3 + 1 / log3), within(EXACT));
        assertThat(RankingMetrics.ndcg(List.of("c", "a", "b"), gains, 1)).isZero();
        assertThat(RankingMetrics.recall(List.of("c", "b"), gains, 10)).isEqualTo(0.5);
        assertThat(RankingMetrics.reciprocalRank(List.of("c", "b"), gains, 10)).isEqualTo(0.5);
    }

    private static Map<String, Double> worth1(String... relevant) {
        return Arrays.stream(relevant).collect(Collectors.toMap(each -> each, each -> 1.0));
    }
}
