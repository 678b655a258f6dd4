package io.ragline.bench.retrieval;

import io.ragline.worker.query.RankedChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well each fusion function finds what is relevant at each weight of the vector search. The candidates of a question,
 * found once by each search, serve all of them.
 */
final class Sweep {
    /** Weights of the vector search, 0 to 1. */
    static final List<Double> WEIGHTS =
            IntStream.rangeClosed(0, 10).mapToObj(tenths -> tenths / 10.0).toList();

    private final List<Judged> questions = new ArrayList<>();

    private record Judged(List<RankedChunk> candidates, Map<String, Double> gains) {}

    /**
     * One function over the weights.
     *
     * @param at the quality at each of {@link #WEIGHTS}
     */
    record Line(FusionFunction function, List<Quality> at) {}

    /** @param candidates what both searches found for a question, in any order */
    void add(List<RankedChunk> candidates, Map<String, Double> gains) {
        questions.add(new Judged(List.copyOf(candidates), gains));
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (FusionFunction function : FusionFunction.values()) {
            lines.add(new Line(
                    function,
                    WEIGHTS.stream().map(weight -> quality(function, weight)).toList()));
        }
        return lines;
    }

    private Quality quality(FusionFunction function, double weight) {
        Quality quality = new Quality();
        questions.forEach(question -> quality.add(function.rank(question.candidates(), weight), question.gains()));
        return quality;
    }

    /** In Markdown, a row for each function and weight. */
    static List<String> table(List<Line> lines) {
        List<String> rows = new ArrayList<>();
        rows.add("| fusion | vector weight | nDCG@10 | R@100 | MRR@10 |");
        rows.add("|---|---|---|---|---|");
        for (Line line : lines) {
            for (int i = 0; i < WEIGHTS.size(); i++) {
                Quality quality = line.at().get(i);
                rows.add(String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.4f | %.4f | %.4f |",
                        line.function().title(),
                        WEIGHTS.get(i),
                        quality.ndcgAt10(),
                        quality.recallAt100(),
                        quality.reciprocalRankAt10()));
            }
        }
        return rows;
    }

    /** nDCG@10 over the weight, a line for each function. */
    static LinePlot plot(String collection, List<Line> lines) {
        return new LinePlot(
                "How well both searches together find what is relevant: " + collection,
                "weight of the vector search",
                "nDCG@10",
                WEIGHTS,
                lines.stream()
                        .map(line -> new LinePlot.Series(
                                line.function().title(),
                                line.at().stream().map(Quality::ndcgAt10).toList()))
                        .toList());
    }
}
