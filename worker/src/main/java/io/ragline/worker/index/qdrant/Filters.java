package io.ragline.worker.index.qdrant;

import static io.qdrant.client.ConditionFactory.filter;
import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.matchPhrase;
import static io.qdrant.client.ConditionFactory.matchValues;
import static io.qdrant.client.ConditionFactory.range;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
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
import io.ragline.filter.Value;
import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which points are meant. Every filter names the tenant and the index. */
final class Filters {
    /** Met by nothing. */
    private static final Condition NEVER = hasId(List.of());

    private Filters() {}

    /** All of the index's, committed or not. */
    static Filter.Builder all(CollectionRef collection) {
        return Filter.newBuilder()
                .addMust(matchKeyword(Payload.TENANT, collection.tenantId().toString()))
                .addMust(matchKeyword(Payload.INDEX, collection.indexId().toString()));
    }

    static Filter.Builder of(CollectionRef collection, ChunkOwner owner) {
        return all(collection).addMust(matchKeyword(Payload.OWNER, PointNames.owner(owner)));
    }

    static Filter.Builder of(CollectionRef collection, UUID documentId) {
        return all(collection).addMust(matchKeyword(Payload.DOCUMENT, documentId.toString()));
    }

    /** What these owners wrote since the last commit. */
    static Filter uncommitted(CollectionRef collection, Collection<ChunkOwner> owners) {
        return all(collection)
                .addMust(matchKeywords(
                        Payload.OWNER,
                        owners.stream().map(PointNames::owner).sorted().toList()))
                .addMust(match(Payload.COMMITTED, false))
                .build();
    }

    static Filter committed(Filter.Builder which) {
        return which.addMust(match(Payload.COMMITTED, true)).build();
    }

    /** What a search may find. */
    static Filter of(CollectionRef collection, ChunkQuery query) {
        Filter.Builder all = all(collection);
        for (String phrase : query.phrases()) {
            String words = WrittenWords.of(query.analysis(), phrase);
            if (!words.isEmpty()) {
                all.addMust(matchPhrase(Payload.WORDS, words));
            }
        }
        if (query.filter() != null) {
            all.addMust(of(query.filter()));
        }
        return committed(all);
    }

    private static Condition of(SearchFilter filter) {
        return switch (filter) {
            case And(List<SearchFilter> all) ->
                filter(Filter.newBuilder()
                        .addAllMust(all.stream().map(Filters::of).toList())
                        .build());
            case Or(List<SearchFilter> any) -> any.isEmpty() ? NEVER : any(any);
            case Not(SearchFilter inner) ->
                filter(Filter.newBuilder().addMustNot(of(inner)).build());
            case In in -> in.field().equals(Field.PAGE) ? onPages(in) : values(in);
            case Exists(Field field) ->
                field.equals(Field.PAGE)
                        ? filter(Filter.getDefaultInstance()) // every chunk stands on one
                        : matchKeyword(Payload.ATTRIBUTES, AttributeKeywords.exists(field));
            case Between between ->
                between.field().equals(Field.PAGE)
                        ? pages(between)
                        : range(RangePaths.number(between.field()), numbers(between));
            case Within within -> range(RangePaths.time(within.field()), times(within));
        };
    }

    private static Condition any(List<SearchFilter> any) {
        return filter(Filter.newBuilder()
                .addAllShould(any.stream().map(Filters::of).toList())
                .build());
    }

    private static Condition values(In in) {
        List<String> keywords = in.values().stream()
                .map(value -> AttributeKeywords.of(in.field(), value))
                .sorted()
                .toList();
        return keywords.isEmpty() ? NEVER : matchKeywords(Payload.ATTRIBUTES, keywords);
    }

    private static Condition onPages(In in) {
        List<Long> pages = in.values().stream()
                .filter(value -> value instanceof Value.Number(double number) && number == Math.rint(number))
                .map(value -> (long) ((Value.Number) value).number())
                .sorted()
                .toList();
        return pages.isEmpty() ? NEVER : matchValues(Payload.PAGE, pages);
    }

    /** Pages are whole numbers, and so are the limits, then. */
    private static Condition pages(Between between) {
        Range.Builder range = Range.newBuilder();
        Bound from = between.from();
        Bound to = between.to();
        if (from != null) {
            range.setGte(from.included() ? Math.ceil(from.number()) : Math.floor(from.number()) + 1);
        }
        if (to != null) {
            range.setLte(to.included() ? Math.floor(to.number()) : Math.ceil(to.number()) - 1);
        }
        return range(Payload.PAGE, range.build());
    }

    private static Range numbers(Between between) {
        Range.Builder range = Range.newBuilder();
        Bound from = between.from();
        Bound to = between.to();
        if (from != null) {
            Range.Builder unused = from.included() ? range.setGte(from.number()) : range.setGt(from.number());
        }
        if (to != null) {
            Range.Builder unused = to.included() ? range.setLte(to.number()) : range.setLt(to.number());
        }
        return range.build();
    }

    /** In milliseconds, which a double holds exactly for 285,000 years. */
    private static Range times(Within within) {
        Range.Builder range = Range.newBuilder();
        if (within.from() != null) {
            range.setGte(within.from().time().toEpochMilli());
        }
        if (within.before() != null) {
            range.setLt(within.before().time().toEpochMilli());
        }
        return range.build();
    }
}
