package io.ragline.worker.index.qdrant;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** A collection of the double: it compares with every point, exactly. */
final class DoubleCollection {
    private final CreateCollection created;
    private final Map<String, PayloadSchemaInfo> schema = new HashMap<>();
    private final Map<PointId, Point> points = new LinkedHashMap<>();

    private record Point(PointId id, float[] dense, Map<Integer, Float> sparse, Map<String, Value> payload) {}

    DoubleCollection(CreateCollection created) {
        this.created = created;
    }

    synchronized CollectionInfo info() {
        return CollectionInfo.newBuilder()
                .setStatus(CollectionStatus.Green)
                .setPointsCount(points.size())
                .setConfig(CollectionConfig.newBuilder()
                        .setHnswConfig(created.getHnswConfig())
                        .setOptimizerConfig(created.getOptimizersConfig())
                        .setQuantizationConfig(created.getQuantizationConfig())
                        .setParams(CollectionParams.newBuilder()
                                .setVectorsConfig(created.getVectorsConfig())
                                .setSparseVectorsConfig(created.getSparseVectorsConfig())
                                .setShardNumber(created.getShardNumber())
                                .setReplicationFactor(created.getReplicationFactor())
                                .setWriteConsistencyFactor(created.getWriteConsistencyFactor())))
                .putAllPayloadSchema(schema)
                .build();
    }

    synchronized void index(CreateFieldIndexCollection request) {
        PayloadSchemaType type = switch (request.getFieldType()) {
            case FieldTypeKeyword -> PayloadSchemaType.Keyword;
            case FieldTypeInteger -> PayloadSchemaType.Integer;
            case FieldTypeFloat -> PayloadSchemaType.Float;
            case FieldTypeBool -> PayloadSchemaType.Bool;
            case FieldTypeText -> PayloadSchemaType.Text;
            default -> throw Status.UNIMPLEMENTED.asRuntimeException();
        };
        schema.put(
                request.getFieldName(),
                PayloadSchemaInfo.newBuilder()
                        .setDataType(type)
                        .setParams(request.getFieldIndexParams())
                        .build());
    }

    synchronized void upsert(List<PointStruct> added) {
        List<Point> read = added.stream().map(this::read).toList();
        read.forEach(point -> points.put(point.id(), point));
    }

    private Point read(PointStruct point) {
        Map<String, Vector> vectors = point.getVectors().getVectors().getVectorsMap();
        if (!vectors.keySet().equals(java.util.Set.of(Payload.DENSE_VECTOR, Payload.TERM_VECTOR))) {
            throw invalid("Not existing vector name error: " + vectors.keySet());
        }
        return new Point(
                point.getId(),
                unit(vectors.get(Payload.DENSE_VECTOR).getDense().getDataList()),
                weights(vectors.get(Payload.TERM_VECTOR).getSparse()),
                new HashMap<>(point.getPayloadMap()));
    }

    private float[] unit(List<Float> data) {
        VectorParams params = created.getVectorsConfig().getParamsMap().getMapOrThrow(Payload.DENSE_VECTOR);
        if (data.size() != params.getSize()) {
            throw invalid("Wrong input: Vector dimension error: expected dim: %d, got %d"
                    .formatted(params.getSize(), data.size()));
        }
        double square = data.stream().mapToDouble(each -> (double) each * each).sum();
        float[] unit = new float[data.size()];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (data.get(i) / Math.sqrt(square));
        }
        return unit;
    }

    private static Map<Integer, Float> weights(SparseVector vector) {
        Map<Integer, Float> weights = new HashMap<>();
        for (int i = 0; i < vector.getIndicesCount(); i++) {
            weights.put(vector.getIndices(i), vector.getValues(i));
        }
        if (weights.size() != vector.getValuesCount()) {
            throw invalid("Wrong input: Validation error in sparse vector: indices must be unique");
        }
        return weights;
    }

    synchronized void set(Filter which, Map<String, Value> payload) {
        matching(which).toList().forEach(point -> point.payload().putAll(payload));
    }

    synchronized void delete(Filter which) {
        points.keySet().removeAll(new HashSet<>(matching(which).map(Point::id).toList()));
    }

    synchronized long count(Filter which) {
        return matching(which).count();
    }

    synchronized List<RetrievedPoint> scroll(Filter which, int limit, WithPayloadSelector selector) {
        return matching(which)
                .limit(limit)
                .map(point -> RetrievedPoint.newBuilder()
                        .setId(point.id())
                        .putAllPayload(selected(point, selector))
                        .build())
                .toList();
    }

    synchronized List<RetrievedPoint> get(List<PointId> ids, WithPayloadSelector selector) {
        return ids.stream()
                .filter(points::containsKey)
                .map(points::get)
                .map(point -> RetrievedPoint.newBuilder()
                        .setId(point.id())
                        .putAllPayload(selected(point, selector))
                        .build())
                .toList();
    }

    synchronized List<ScoredPoint> query(QueryPoints query) {
        Function<Point, OptionalDouble> score = switch (query.getUsing()) {
            case Payload.DENSE_VECTOR ->
                byVector(unit(query.getQuery().getNearest().getDense().getDataList()));
            case Payload.TERM_VECTOR ->
                byTerms(weights(query.getQuery().getNearest().getSparse()));
            default -> throw invalid("Not existing vector name error: " + query.getUsing());
        };
        List<ScoredPoint> found = new ArrayList<>();
        matching(query.getFilter())
                .forEach(point -> score.apply(point)
                        .ifPresent(value -> found.add(ScoredPoint.newBuilder()
                                .setId(point.id())
                                .setScore((float) value)
                                .putAllPayload(selected(point, query.getWithPayload()))
                                .build())));
        // equal ones as they come, for who wants an order has to make it
        found.sort(Comparator.comparingDouble(ScoredPoint::getScore)
                .reversed()
                .thenComparing(point -> point.getId().getUuid()));
        return found.subList(0, (int) Math.min(query.getLimit(), found.size()));
    }

    private static Function<Point, OptionalDouble> byVector(float[] asked) {
        return point -> {
            double sum = 0;
            for (int i = 0; i < asked.length; i++) {
                sum += (double) asked[i] * point.dense()[i];
            }
            return OptionalDouble.of(sum);
        };
    }

    /** Points that share no term are not found. Frequencies are those of all points, whatever the filter says. */
    private Function<Point, OptionalDouble> byTerms(Map<Integer, Float> asked) {
        boolean idf = created.getSparseVectorsConfig()
                        .getMapOrThrow(Payload.TERM_VECTOR)
                        .getModifier()
                == Modifier.Idf;
        Map<Integer, Double> weights = new HashMap<>();
        asked.forEach((term, weight) -> {
            double having = points.values().stream()
                    .filter(point -> point.sparse().containsKey(term))
                    .count();
            double rarity = idf ? Math.log((points.size() - having + 0.5) / (having + 0.5) + 1) : 1;
            weights.put(term, weight * rarity);
        });
        return point -> weights.entrySet().stream()
                .filter(each -> point.sparse().containsKey(each.getKey()))
                .mapToDouble(each -> each.getValue() * point.sparse().get(each.getKey()))
                .reduce(Double::sum);
    }

    private Stream<Point> matching(Filter which) {
        DoubleFilter filter = new DoubleFilter(schema);
        return points.values().stream().filter(point -> filter.meets(which, point.id(), point.payload()));
    }

    private static Map<String, Value> selected(Point point, WithPayloadSelector selector) {
        if (!selector.hasInclude()) {
            return selector.getEnable() ? point.payload() : Map.of();
        }
        Map<String, Value> selected = new HashMap<>(point.payload());
        selected.keySet().retainAll(selector.getInclude().getFieldsList());
        return selected;
    }

    private static RuntimeException invalid(String message) {
        return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
    }
}
