package io.ragline.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.filter.SearchFilter.And;
import io.ragline.filter.SearchFilter.Exists;
import io.ragline.filter.SearchFilter.In;
import io.ragline.filter.SearchFilter.Not;
import io.ragline.filter.SearchFilter.Or;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads filters. {@code {"and": […]}}, {@code {"or": […]}} and {@code {"not": {…}}} hold others; a condition names its field and what
 * is asked of it: {@code {"field": "metadata.team", "equals": "sales"}}, {@code "in": […]}, {@code "exists": true}, or a range by
 * one or two of {@code gt}, {@code gte}, {@code lt} and {@code lte}, of numbers or of times. A day stands for all of it.
 */
public final class FilterReader {
    /** Conditions in all, and levels of nesting. */
    public static final int MAX_CONDITIONS = 100;

    public static final int MAX_DEPTH = 10;
    /** Values of one {@code in}. */
    public static final int MAX_VALUES = 1_000;

    private static final Set<String> RANGE = Set.of("gt", "gte", "lt", "lte");
    private static final String SHAPE =
            "A filter is {\"and\": […]}, {\"or\": […]}, {\"not\": {…}}, or a condition such as"
                    + " {\"field\": \"metadata.team\", \"equals\": \"sales\"}.";
    private static final String OPERATORS = "A condition has 'field' and one of: equals, in, exists, gt, gte, lt, lte"
            + " (the last four may be two: a lower and an upper one).";

    private int conditions;

    private FilterReader() {}

    /**
     * The filter that the JSON describes.
     *
     * @throws BadFilterException if it doesn't; says what to write instead
     */
    public static SearchFilter read(JsonNode json) {
        return new FilterReader().read(json, "filter", 1);
    }

    private SearchFilter read(JsonNode json, String path, int depth) {
        if (!(json instanceof ObjectNode object)) {
            throw new BadFilterException(path, SHAPE);
        }
        if (depth > MAX_DEPTH) {
            throw new BadFilterException(path, "A filter has at most %d levels.".formatted(MAX_DEPTH));
        }
        if (++conditions > MAX_CONDITIONS) {
            throw new BadFilterException("filter", "A filter has at most %d parts.".formatted(MAX_CONDITIONS));
        }
        if (object.has("field")) {
            return condition(object, path);
        }
        if (object.size() != 1) {
            throw new BadFilterException(path, SHAPE);
        }
        String name = object.fieldNames().next();
        return switch (name) {
            case "and" -> new And(list(object.get(name), path + ".and", depth));
            case "or" -> new Or(list(object.get(name), path + ".or", depth));
            case "not" -> new Not(read(object.get(name), path + ".not", depth + 1));
            default -> throw new BadFilterException(path + "." + name, SHAPE);
        };
    }

    private List<SearchFilter> list(JsonNode json, String path, int depth) {
        if (!json.isArray() || json.isEmpty()) {
            throw new BadFilterException(path, "'and' and 'or' take a list of one filter or more.");
        }
        List<SearchFilter> filters = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            filters.add(read(json.get(i), "%s[%d]".formatted(path, i), depth + 1));
        }
        return filters;
    }

    private static SearchFilter condition(ObjectNode json, String path) {
        Field field = Field.named(json.get("field").asText(""))
                .orElseThrow(() -> new BadFilterException(
                        path + ".field",
                        "'field' is filename, type, page, created, or metadata. and a name, such as metadata.team."));
        Set<String> operators = new TreeSet<>();
        json.fieldNames().forEachRemaining(operators::add);
        operators.remove("field");
        if (!operators.isEmpty() && RANGE.containsAll(operators)) {
            return new RangeReader(field, json, path).read();
        }
        if (operators.size() != 1) {
            throw new BadFilterException(path, OPERATORS);
        }
        String operator = operators.iterator().next();
        String at = path + "." + operator;
        JsonNode operand = json.get(operator);
        return switch (operator) {
            case "equals" -> new In(field, Set.of(value(field, operand, at)));
            case "in" -> in(field, operand, at);
            case "exists" -> exists(field, operand, at);
            default -> throw new BadFilterException(at, OPERATORS);
        };
    }

    private static SearchFilter in(Field field, JsonNode json, String path) {
        if (!json.isArray() || json.isEmpty() || json.size() > MAX_VALUES) {
            throw new BadFilterException(path, "'in' takes a list of 1 to %,d values.".formatted(MAX_VALUES));
        }
        Set<Value> values = new HashSet<>();
        for (int i = 0; i < json.size(); i++) {
            values.add(value(field, json.get(i), "%s[%d]".formatted(path, i)));
        }
        return new In(field, values);
    }

    private static SearchFilter exists(Field field, JsonNode json, String path) {
        if (!json.isBoolean()) {
            throw new BadFilterException(path, "'exists' is true or false.");
        }
        SearchFilter exists = new Exists(field);
        return json.booleanValue() ? exists : new Not(exists);
    }

    private static Value value(Field field, JsonNode json, String path) {
        if (field.equals(Field.CREATED)) {
            throw new BadFilterException(path, "'created' takes a range: gt, gte, lt, lte.");
        }
        if (field.equals(Field.PAGE) && !json.isNumber()) {
            throw new BadFilterException(path, "A page is a number.");
        }
        boolean text = field.equals(Field.FILENAME) || field.equals(Field.TYPE);
        if (text && !json.isTextual()) {
            throw new BadFilterException(path, "'%s' is a text.".formatted(field.name()));
        }
        return switch (json.getNodeType()) {
            case STRING ->
                new Value.Text(field.equals(Field.TYPE) ? json.textValue().toLowerCase(Locale.ROOT) : json.textValue());
            case NUMBER -> new Value.Number(number(json, path));
            case BOOLEAN -> new Value.Flag(json.booleanValue());
            default -> throw new BadFilterException(path, "A value is a text, a number, true or false.");
        };
    }

    /** The number, which is compared as a double. */
    static double number(JsonNode json, String path) {
        double number = json.doubleValue();
        if (!Double.isFinite(number)) {
            throw new BadFilterException(path, "The number is too large.");
        }
        return number;
    }
}
