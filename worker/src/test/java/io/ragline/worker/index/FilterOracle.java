package io.ragline.worker.index;

import io.ragline.filter.Attributes;
import io.ragline.filter.Field;
import io.ragline.filter.SearchFilter;
import io.ragline.filter.SearchFilter.Bound;
import io.ragline.filter.Value;
import java.util.List;

/** What a filter means, in the plainest words there are: what every index is held against. */
public final class FilterOracle {
    private FilterOracle() {}

    /** Whether something of these attributes meets the filter. */
    public static boolean meets(SearchFilter filter, Attributes attributes) {
        return switch (filter) {
            case SearchFilter.And and -> and.all().stream().allMatch(each -> meets(each, attributes));
            case SearchFilter.Or or -> or.any().stream().anyMatch(each -> meets(each, attributes));
            case SearchFilter.Not not -> !meets(not.filter(), attributes);
            case SearchFilter.In in -> values(attributes, in.field()).stream().anyMatch(in.values()::contains);
            case SearchFilter.Exists exists ->
                !values(attributes, exists.field()).isEmpty();
            case SearchFilter.Between between ->
                values(attributes, between.field()).stream()
                        .anyMatch(value -> value instanceof Value.Number number && isIn(between, number.number()));
            case SearchFilter.Within within ->
                values(attributes, within.field()).stream()
                        .anyMatch(value -> value instanceof Value.Time time && isIn(within, time));
        };
    }

    private static List<Value> values(Attributes attributes, Field field) {
        return attributes.values().getOrDefault(field, List.of());
    }

    private static boolean isIn(SearchFilter.Between range, double number) {
        Bound from = range.from();
        Bound to = range.to();
        return (from == null || (from.included() ? number >= from.number() : number > from.number()))
                && (to == null || (to.included() ? number <= to.number() : number < to.number()));
    }

    private static boolean isIn(SearchFilter.Within range, Value.Time time) {
        return (range.from() == null || !time.time().isBefore(range.from().time()))
                && (range.before() == null
                        || time.time().isBefore(range.before().time()));
    }
}
