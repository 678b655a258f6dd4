package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.QueryResult.Rerank;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.rerank.NotRerankedException;
import io.ragline.worker.rerank.Reranker;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts the best passages in the reranker's order. When it can't tell, the fused order stays, and the result says so.
 *
 * @param reranker to ask; null for none
 * @param most passages that it is asked about
 */
public record Reranking(@Nullable Reranker reranker, int most) {
    /** The fused order stays. */
    public static final Reranking OFF = new Reranking(null, 0);

    private static final Logger LOG = Logger.getLogger(Reranking.class);

    /** Passages in order, and what became of the reranking. */
    record Ordered(List<Passage> passages, @Nullable Rerank rerank) {}

    boolean isOn() {
        return reranker != null;
    }

    /** Those behind the first {@link #most} are left out if the rest was reranked: their scores are of another kind. */
    Ordered order(String question, List<Passage> ranked) {
        if (reranker == null || ranked.isEmpty()) {
            return new Ordered(ranked, null);
        }
        List<Passage> best = ranked.subList(0, Math.min(most, ranked.size()));
        try {
            List<Double> scores = reranker.relevance(
                    question,
                    best.stream()
                            .map(passage -> EmbeddingText.of(passage.chunk()))
                            .toList());
            List<Double> shown = between0And1(scores);
            List<Passage> reranked = IntStream.range(0, best.size())
                    .boxed()
                    // by what the model says, for scores without bounds look the same when they are far out
                    .sorted(Comparator.comparing((Integer i) -> scores.get(i), Comparator.reverseOrder()))
                    .map(i -> best.get(i).with(best.get(i).relevance().reranked(shown.get(i))))
                    .toList();
            return new Ordered(reranked, Rerank.applied(best.size()));
        } catch (NotRerankedException e) {
            LOG.warnf("A question was not reranked: %s", e.getMessage());
            return new Ordered(ranked, Rerank.skipped("The fused order stays: " + e.getMessage() + "."));
        }
    }

    /** Some models give scores without bounds: the logistic function gives them some. */
    private static List<Double> between0And1(List<Double> scores) {
        boolean bounded = scores.stream().allMatch(score -> score >= 0 && score <= 1);
        return bounded
                ? scores
                : scores.stream().map(score -> 1 / (1 + Math.exp(-score))).toList();
    }
}
