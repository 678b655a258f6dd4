package io.ragline.worker.index.lucene;

import io.ragline.filter.Field;
import io.ragline.filter.SearchFilter;
import io.ragline.filter.SearchFilter.And;
import io.ragline.filter.SearchFilter.Between;
import io.ragline.filter.SearchFilter.Bound;
import io.ragline.filter.SearchFilter.Exists;
import io.ragline.filter.SearchFilter.In;
import io.ragline.filter.SearchFilter.Not;
import io.ragline.filter.SearchFilter.Or;
import io.ragline.filter.SearchFilter.Within;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/** What the chunks that are found have to meet, as a query that scores nothing. */
final class FilterQueries {
    private FilterQueries() {}

    /** The query's filter and its phrases; empty if it has neither. */
    static Optional<Query> of(ChunkQuery query) {
        List<Query> all = new ArrayList<>();
        query.phrases().forEach(phrase -> all.add(phrase(phrase, query.analysis())));
        if (query.filter() != null) {
            all.add(of(query.filter()));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all(all));
    }

    private static Query phrase(String phrase, TextAnalysis analysis) {
        Query words = new QueryBuilder(Terms.asWritten(analysis)).createPhraseQuery(Fields.asWritten(analysis), phrase);
        return words == null ? new MatchAllDocsQuery() : words; // no word in it
    }

    private static Query of(SearchFilter filter) {
        return switch (filter) {
            case And(List<SearchFilter> all) ->
                all(all.stream().map(FilterQueries::of).toList());
            case Or(List<SearchFilter> any) ->
                any(any.stream().map(FilterQueries::of).toList());
            case Not(SearchFilter inner) ->
                new BooleanQuery.Builder()
                        .add(new MatchAllDocsQuery(), Occur.FILTER)
                        .add(of(inner), Occur.MUST_NOT)
                        .build();
            case In(Field field, Set<io.ragline.filter.Value> values) ->
                terms(values.stream()
                        .map(value -> AttributeTerms.of(field, value))
                        .toList());
            case Between between -> numbers(between);
            case Within within -> times(within);
            case Exists(Field field) -> terms(List.of(AttributeTerms.exists(field)));
        };
    }

    private static Query all(List<Query> queries) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        queries.forEach(each -> all.add(each, Occur.FILTER));
        return queries.isEmpty() ? new MatchAllDocsQuery() : all.build();
    }

    private static Query any(List<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(each -> any.add(each, Occur.SHOULD));
        return queries.isEmpty() ? new MatchNoDocsQuery() : any.build();
    }

    private static Query terms(List<BytesRef> terms) {
        return terms.size() == 1
                ? new TermQuery(new Term(Fields.ATTRIBUTE, terms.getFirst()))
                : new TermInSetQuery(Fields.ATTRIBUTE, terms);
    }

    private static Query numbers(Between between) {
        Bound from = between.from();
        Bound to = between.to();
        long least = from == null ? Long.MIN_VALUE : AttributeTerms.sortable(from.number()) + (from.included() ? 0 : 1);
        long most = to == null ? Long.MAX_VALUE : AttributeTerms.sortable(to.number()) - (to.included() ? 0 : 1);
        return points(Fields.NUMBER, between.field(), least, most);
    }

    private static Query times(Within within) {
        long least =
                within.from() == null ? Long.MIN_VALUE : within.from().time().toEpochMilli();
        long most = within.before() == null
                ? Long.MAX_VALUE
                : within.before().time().toEpochMilli() - 1;
        return points(Fields.TIME, within.field(), least, most);
    }

    private static Query points(String points, Field field, long least, long most) {
        if (least > most) {
            return new MatchNoDocsQuery();
        }
        long which = AttributeTerms.hash(field);
        return LongPoint.newRangeQuery(points, new long[] {which, least}, new long[] {which, most});
    }
}
