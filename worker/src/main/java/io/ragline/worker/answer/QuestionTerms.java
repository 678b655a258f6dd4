package io.ragline.worker.answer;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.Terms;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of a question's words a sentence has, each word weighed by how rare it is among the sentences at hand: the
 * inverse document frequency of BM25, {@code ln(1 + (N - n + 0.5) / (n + 0.5))}.
 */
final class QuestionTerms {
    /** What a word is worth that stands in the sentence before, or in a heading above. */
    private static final double CONTEXT_WORTH = 0.5;

    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final double total;

    QuestionTerms(String question, List<Quotable> sentences) {
        Set<String> terms = new LinkedHashSet<>(Terms.of(TextAnalysis.ENGLISH, question));
        for (String term : terms) {
            long having = sentences.stream()
                    .filter(sentence -> sentence.terms().contains(term))
                    .count();
            weights.put(term, Math.log(1 + (sentences.size() - having + 0.5) / (having + 0.5)));
        }
        total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** 0 for none of the question's words to 1 for all. */
    double coverage(Quotable sentence) {
        if (total == 0) {
            return 0;
        }
        double covered = 0;
        for (Map.Entry<String, Double> term : weights.entrySet()) {
            covered += term.getValue() * worth(term.getKey(), sentence);
        }
        return covered / total;
    }

    private static double worth(String term, Quotable sentence) {
        if (sentence.terms().contains(term)) {
            return 1;
        }
        return sentence.context().contains(term) ? CONTEXT_WORTH : 0;
    }
}
