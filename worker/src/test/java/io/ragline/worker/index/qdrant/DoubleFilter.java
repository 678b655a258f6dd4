package io.ragline.worker.index.qdrant;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Filters as Qdrant's documentation describes them. As in its strict mode a field without an index can't be asked for. */
final class DoubleFilter {
    private final Map<String, PayloadSchemaInfo> schema;

    DoubleFilter(Map<String, PayloadSchemaInfo> schema) {
        this.schema = schema;
    }

    boolean meets(Filter filter, PointId id, Map<String, Value> payload) {
        if (filter.hasMinShould()) {
            throw Status.UNIMPLEMENTED.withDescription("min_should").asRuntimeException();
        }
        return filter.getMustList().stream().allMatch(each -> meets(each, id, payload))
                && filter.getMustNotList().stream().noneMatch(each -> meets(each, id, payload))
                && (filter.getShouldCount() == 0
                        || filter.getShouldList().stream().anyMatch(each -> meets(each, id, payload)));
    }

    private boolean meets(Condition condition, PointId id, Map<String, Value> payload) {
        return switch (condition.getConditionOneOfCase()) {
            case FIELD ->
                meets(condition.getField(), values(payload, condition.getField().getKey()));
            case HAS_ID -> condition.getHasId().getHasIdList().contains(id);
            case FILTER -> meets(condition.getFilter(), id, payload);
            default ->
                throw Status.UNIMPLEMENTED.withDescription(condition.toString()).asRuntimeException();
        };
    }

    private boolean meets(FieldCondition condition, List<Value> values) {
        if (condition.hasRange()) {
            expectIndex(condition.getKey(), PayloadSchemaType.Integer, PayloadSchemaType.Float);
            return values.stream().anyMatch(value -> isIn(condition.getRange(), value));
        }
        Match match = condition.getMatch();
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> isOneOf(condition.getKey(), Set.of(match.getKeyword()), values);
            case KEYWORDS ->
                isOneOf(condition.getKey(), Set.copyOf(match.getKeywords().getStringsList()), values);
            case INTEGER, INTEGERS -> {
                expectIndex(condition.getKey(), PayloadSchemaType.Integer);
                List<Long> wanted = match.hasInteger()
                        ? List.of(match.getInteger())
                        : match.getIntegers().getIntegersList();
                yield values.stream().anyMatch(value -> wanted.contains(value.getIntegerValue()));
            }
            case BOOLEAN -> {
                expectIndex(condition.getKey(), PayloadSchemaType.Bool);
                yield values.stream().anyMatch(value -> value.getBoolValue() == match.getBoolean());
            }
            case PHRASE -> {
                expectIndex(condition.getKey(), PayloadSchemaType.Text);
                yield values.stream().anyMatch(value -> hasPhrase(value.getStringValue(), match.getPhrase()));
            }
            default ->
                throw Status.UNIMPLEMENTED.withDescription(match.toString()).asRuntimeException();
        };
    }

    private boolean isOneOf(String key, Set<String> wanted, List<Value> values) {
        expectIndex(key, PayloadSchemaType.Keyword);
        return values.stream().anyMatch(value -> wanted.contains(value.getStringValue()));
    }

    /** The index splits at spaces only. */
    private static boolean hasPhrase(String text, String phrase) {
        List<String> words = words(phrase);
        return !words.isEmpty() && Collections.indexOfSubList(words(text), words) >= 0;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s\\p{Z}\\x85]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isIn(Range range, Value value) {
        double number;
        if (value.hasIntegerValue()) {
            number = value.getIntegerValue();
        } else if (value.hasDoubleValue()) {
            number = value.getDoubleValue();
        } else {
            return false;
        }
        return (!range.hasGt() || number > range.getGt())
                && (!range.hasGte() || number >= range.getGte())
                && (!range.hasLt() || number < range.getLt())
                && (!range.hasLte() || number <= range.getLte());
    }

    private static List<Value> values(Map<String, Value> payload, String path) {
        Map<String, Value> at = payload;
        String[] parts = path.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            Value inner = at.get(parts[i]);
            at = inner == null ? Map.of() : inner.getStructValue().getFieldsMap();
        }
        Value value = at.get(parts[parts.length - 1]);
        if (value == null) {
            return List.of();
        }
        return value.hasListValue() ? value.getListValue().getValuesList() : List.of(value);
    }

    private void expectIndex(String key, PayloadSchemaType... oneOf) {
        PayloadSchemaInfo index = schema.get(key);
        if (index == null || Stream.of(oneOf).noneMatch(type -> type == index.getDataType())) {
            throw Status.INVALID_ARGUMENT
                    .withDescription(
                            "Bad request: Index required but not found for \"%s\" of one of the following types: %s"
                                    .formatted(key, Arrays.toString(oneOf)))
                    .asRuntimeException();
        }
    }
}
