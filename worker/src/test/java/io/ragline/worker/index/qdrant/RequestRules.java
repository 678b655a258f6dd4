package io.ragline.worker.index.qdrant;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Context;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.WriteOrderingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What every request has to say. Much of it the server would not miss: it would answer before a write is applied, or search the
 * chunks of all tenants.
 */
final class RequestRules {
    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry("HealthCheckRequest", Set.of()),
            Map.entry("ListCollectionsRequest", Set.of()),
            Map.entry("GetCollectionInfoRequest", Set.of("collection_name")),
            Map.entry(
                    "CreateCollection",
                    Set.of(
                            "collection_name",
                            "hnsw_config",
                            "optimizers_config",
                            "shard_number",
                            "on_disk_payload",
                            "timeout",
                            "vectors_config",
                            "replication_factor",
                            "write_consistency_factor",
                            "quantization_config",
                            "sparse_vectors_config")),
            Map.entry(
                    "CreateFieldIndexCollection",
                    Set.of("collection_name", "wait", "field_name", "field_type", "ordering", "timeout")),
            Map.entry("UpsertPoints", Set.of("collection_name", "wait", "points", "ordering", "timeout")),
            Map.entry("DeletePoints", Set.of("collection_name", "wait", "points", "ordering", "timeout")),
            Map.entry(
                    "SetPayloadPoints",
                    Set.of("collection_name", "wait", "payload", "points_selector", "ordering", "timeout")),
            Map.entry("CountPoints", Set.of("collection_name", "filter", "exact", "read_consistency", "timeout")),
            Map.entry(
                    "ScrollPoints",
                    Set.of("collection_name", "filter", "limit", "with_payload", "read_consistency", "timeout")),
            Map.entry("GetPoints", Set.of("collection_name", "ids", "with_payload", "read_consistency", "timeout")),
            Map.entry(
                    "QueryPoints",
                    Set.of(
                            "collection_name",
                            "query",
                            "using",
                            "filter",
                            "limit",
                            "with_payload",
                            "read_consistency",
                            "timeout")));

    private static final Map<String, Set<String>> OPTIONAL =
            Map.of("CreateFieldIndexCollection", Set.of("field_index_params"), "QueryPoints", Set.of("params"));

    private RequestRules() {}

    /** What is wrong with a request; nothing if it is as it should be. */
    static List<String> broken(Message request) {
        List<String> broken = new ArrayList<>();
        String type = request.getDescriptorForType().getName();
        Set<String> required = REQUIRED.get(type);
        if (required == null) {
            return List.of(type + " is a request that this double does not know");
        }
        Set<String> found = request.getAllFields().keySet().stream()
                .map(FieldDescriptor::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(found);
        found.removeAll(required);
        found.removeAll(OPTIONAL.getOrDefault(type, Set.of()));
        missing.forEach(field -> broken.add("%s without %s".formatted(type, field)));
        found.forEach(field -> broken.add("%s with %s, which this double ignores".formatted(type, field)));
        if (hasUnknown(request)) {
            broken.add(type + " with fields that its protocol does not have");
        }
        if (Context.current().getDeadline() == null) {
            broken.add(type + " without a deadline");
        }
        addBroken(request, broken);
        return broken;
    }

    private static void addBroken(Message request, List<String> broken) {
        switch (request) {
            case UpsertPoints upsert ->
                expectOrdered(upsert.getWait(), upsert.getOrdering().getType(), upsert, broken);
            case DeletePoints delete -> {
                expectOrdered(delete.getWait(), delete.getOrdering().getType(), delete, broken);
                expectScope(delete.getPoints().getFilter(), delete, broken);
            }
            case SetPayloadPoints set -> {
                expectOrdered(set.getWait(), set.getOrdering().getType(), set, broken);
                expectScope(set.getPointsSelector().getFilter(), set, broken);
            }
            case CountPoints count -> expectScope(count.getFilter(), count, broken);
            case ScrollPoints scroll -> expectScope(scroll.getFilter(), scroll, broken);
            case QueryPoints query -> {
                expectScope(query.getFilter(), query, broken);
                boolean committedOnly = query.getFilter().getMustList().stream()
                        .anyMatch(each -> each.getField().getKey().equals(Payload.COMMITTED)
                                && each.getField().getMatch().getBoolean());
                if (!committedOnly) {
                    broken.add("QueryPoints that finds what is not committed");
                }
            }
            default -> {}
        }
    }

    private static void expectOrdered(boolean wait, WriteOrderingType ordering, Message request, List<String> broken) {
        if (!wait || ordering != WriteOrderingType.Medium) {
            broken.add("%s that waits: %s, ordered: %s"
                    .formatted(request.getDescriptorForType().getName(), wait, ordering));
        }
    }

    private static void expectScope(Filter filter, Message request, List<String> broken) {
        Set<String> keys = filter.getMustList().stream()
                .filter(Condition::hasField)
                .filter(each -> !each.getField().getMatch().getKeyword().isEmpty())
                .map(each -> each.getField().getKey())
                .collect(Collectors.toSet());
        if (!keys.containsAll(Set.of(Payload.TENANT, Payload.INDEX))) {
            broken.add("%s of all tenants: %s"
                    .formatted(request.getDescriptorForType().getName(), filter));
        }
    }

    private static boolean hasUnknown(Message message) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            return true;
        }
        return message.getAllFields().values().stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : java.util.stream.Stream.of(value))
                .anyMatch(value -> value instanceof Message inner && hasUnknown(inner));
    }
}
