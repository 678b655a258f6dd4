package io.ragline.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.filter.SearchFilter.Between;
import io.ragline.filter.SearchFilter.Bound;
import io.ragline.filter.SearchFilter.Within;
import org.jspecify.annotations.Nullable;

/** Reads a range: of numbers or of times, with one end or two. */
final class RangeReader {
    private final Field field;
    private final JsonNode json;
    private final String path;

    RangeReader(Field field, JsonNode json, String path) {
        this.field = field;
        this.json = json;
        this.path = path;
    }

    SearchFilter read() {
        String lower = end("gt", "gte");
        String upper = end("lt", "lte");
        boolean times = isTime(lower == null ? upper : lower);
        if (times ? field.equals(Field.PAGE) : field.equals(Field.CREATED)) {
            throw bad(lower == null ? upper : lower);
        }
        if (field.equals(Field.FILENAME) || field.equals(Field.TYPE)) {
            throw new BadFilterException(path, "'%s' has no range: use equals or in.".formatted(field.name()));
        }
        return times
                ? new Within(
                        field,
                        lower == null
                                ? null
                                : new Value.Time(
                                        lower.equals("gte")
                                                ? time(lower).start()
                                                : time(lower).end()),
                        upper == null
                                ? null
                                : new Value.Time(
                                        upper.equals("lt")
                                                ? time(upper).start()
                                                : time(upper).end()))
                : new Between(field, bound(lower), bound(upper));
    }

    private @Nullable String end(String without, String with) {
        if (json.has(without) && json.has(with)) {
            throw new BadFilterException(path, "Give one of %s and %s.".formatted(without, with));
        }
        return json.has(without) ? without : json.has(with) ? with : null;
    }

    private boolean isTime(@Nullable String operator) {
        return operator != null && json.get(operator).isTextual();
    }

    private Times.Span time(String operator) {
        return Times.read(json.get(operator).asText("")).orElseThrow(() -> bad(operator));
    }

    private @Nullable Bound bound(@Nullable String operator) {
        if (operator == null) {
            return null;
        }
        if (!json.get(operator).isNumber()) {
            throw bad(operator);
        }
        return new Bound(FilterReader.number(json.get(operator), path + "." + operator), operator.endsWith("e"));
    }

    private BadFilterException bad(@Nullable String operator) {
        return new BadFilterException(
                path + "." + operator,
                "A range is of numbers, or of times such as \"2026-01-31\" or \"2026-01-31T18:00:00Z\"; pages are numbers, 'created' is a time.");
    }
}
