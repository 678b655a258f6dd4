package io.ragline.worker.index.lucene;

import io.ragline.model.TextAnalysis;
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

    private TextQueries() {}

    /** Any of the terms, each weighed by how often the question has it; empty if it has none. */
    static Optional<Query> anyTermOf(String question) {
        List<String> terms = Terms.of(TextAnalysis.ENGLISH, question);
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.stream().limit(MOST_TERMS).forEach(term -> counts.merge(term, 1, Integer::sum));
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        counts.forEach((term, count) -> any.add(clause(term, count), BooleanClause.Occur.SHOULD));
        return Optional.of(any.build());
    }

    private static Query clause(String term, int count) {
        Query query = new TermQuery(new Term(Fields.TEXT, term));
        return count == 1 ? query : new BoostQuery(query, count);
    }
}
