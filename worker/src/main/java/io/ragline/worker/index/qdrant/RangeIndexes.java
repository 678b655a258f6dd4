package io.ragline.worker.index.qdrant;

import io.ragline.filter.Field;
import io.ragline.filter.SearchFilter;
import io.ragline.filter.SearchFilter.And;
import io.ragline.filter.SearchFilter.Between;
import io.ragline.filter.SearchFilter.Exists;
import io.ragline.filter.SearchFilter.In;
import io.ragline.filter.SearchFilter.Not;
import io.ragline.filter.SearchFilter.Or;
import io.ragline.filter.SearchFilter.Within;
import java.util.stream.Stream;

/** The payload indexes that a filter wants: those of the numbers and times that it has ranges of. */
final class RangeIndexes {
    private RangeIndexes() {}

    static Stream<PayloadIndex> of(SearchFilter filter) {
        return switch (filter) {
            case And and -> and.all().stream().flatMap(RangeIndexes::of);
            case Or or -> or.any().stream().flatMap(RangeIndexes::of);
            case Not not -> of(not.filter());
            case Between between ->
                between.field().equals(Field.PAGE)
                        ? Stream.empty()
                        : Stream.of(PayloadIndex.numbers(RangePaths.number(between.field())));
            case Within within -> Stream.of(PayloadIndex.wholeNumbers(RangePaths.time(within.field())));
            case In in -> Stream.empty();
            case Exists exists -> Stream.empty();
        };
    }
}
