package io.ragline.worker.index.lucene;

import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.Identifiers;
import io.ragline.worker.index.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Builds a query from the words of a question. Nothing in a question is syntax, so no question is an error. */
final class TextQueries {
    /** A question that pastes a whole text searches by its first terms. */
    private static final int MOST_TERMS = 256;

    private static final int MOST_IDENTIFIERS = 64;

    /** What a term in a heading counts beyond what it counts in the text, which has the headings too (see docs/benchmarks.md). */
    private static final float HEADING_WEIGHT = 0.5f;

    private TextQueries() {}

    /**
     * Any of the terms, each weighed by how often the question has it and a little more where a heading has it, and the
     * question's identifiers; empty if it has none.
     */
    static Optional<Query> anyTermOf(ChunkQuery query) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Map<Term, Float> weights = weights(query);
        weights.forEach((term, weight) -> any.add(clause(term, weight), BooleanClause.Occur.SHOULD));
        return weights.isEmpty() ? Optional.empty() : Optional.of(any.build());
    }

    /** What is looked for, and how much each counts beside how rare it is. */
    static Map<Term, Float> weights(ChunkQuery query) {
        List<String> terms = Terms.ofQuestion(query.analysis(), query.words());
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.stream().limit(MOST_TERMS).forEach(term -> counts.merge(term, 1, Integer::sum));
        String text = Fields.ranking(query.analysis());
        String headings = Fields.headings(query.analysis());
        Map<Term, Float> weights = new LinkedHashMap<>();
        counts.forEach((term, count) -> {
            weights.put(new Term(text, term), (float) count);
            weights.put(new Term(headings, term), HEADING_WEIGHT * count);
        });
        Identifiers.of(query.words()).stream()
                .limit(MOST_IDENTIFIERS)
                .forEach(each -> weights.put(new Term(Fields.IDENTIFIER, each), 1f));
        return weights;
    }

    private static Query clause(Term term, float weight) {
        Query query = new TermQuery(term);
        return weight == 1 ? query : new BoostQuery(query, weight);
    }
}
