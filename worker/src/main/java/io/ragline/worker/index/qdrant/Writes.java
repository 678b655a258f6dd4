package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;
import java.util.Map;

/** Changes to the points of a collection. Each is applied when it returns, in the order of the calls. */
final class Writes {
    private final QdrantCalls calls;
    private final int batch;

    Writes(QdrantCalls calls, int batch) {
        this.calls = calls;
        this.batch = batch;
    }

    void upsert(String name, List<PointStruct> points) {
        for (int from = 0; from < points.size(); from += batch) {
            UpsertPoints request = UpsertPoints.newBuilder()
                    .setCollectionName(name)
                    .setWait(true)
                    .setOrdering(Ordering.WRITES)
                    .setTimeout(calls.writeSeconds())
                    .addAllPoints(points.subList(from, Math.min(points.size(), from + batch)))
                    .build();
            expectDone(
                    "write",
                    calls.write("write", stubs -> stubs.points().upsert(request))
                            .getResult(),
                    true);
        }
    }

    /** Puts these fields in place of those of the same names. */
    void set(String name, Filter which, Map<String, Value> payload) {
        SetPayloadPoints request = SetPayloadPoints.newBuilder()
                .setCollectionName(name)
                .setWait(true)
                .setOrdering(Ordering.WRITES)
                .setTimeout(calls.writeSeconds())
                .putAllPayload(payload)
                .setPointsSelector(PointsSelector.newBuilder().setFilter(which))
                .build();
        expectDone(
                "change",
                calls.write("change", stubs -> stubs.points().setPayload(request))
                        .getResult(),
                true);
    }

    /** Deletes, and counts that none is left. */
    void delete(String name, Filter which) {
        DeletePoints request = DeletePoints.newBuilder()
                .setCollectionName(name)
                .setWait(true)
                .setOrdering(Ordering.WRITES)
                .setTimeout(calls.writeSeconds())
                .setPoints(PointsSelector.newBuilder().setFilter(which))
                .build();
        expectDone(
                "delete",
                calls.write("delete", stubs -> stubs.points().delete(request)).getResult(),
                true);
        long left = count(name, which);
        if (left > 0) {
            throw QdrantFailures.unusable("Qdrant at %s has deleted, and %d chunks are still there. It is tried again"
                    .formatted(calls.server(), left));
        }
    }

    long count(String name, Filter which) {
        CountPoints request = CountPoints.newBuilder()
                .setCollectionName(name)
                .setFilter(which)
                .setExact(true)
                .setReadConsistency(Ordering.COUNTS)
                .setTimeout(calls.readSeconds())
                .build();
        return calls.read("count", stubs -> stubs.points().count(request))
                .getResult()
                .getCount();
    }

    /** @param applied whether it was to be applied, not just taken */
    static void expectDone(String what, UpdateResult result, boolean applied) {
        UpdateStatus status = result.getStatus();
        if (status != UpdateStatus.Completed && (applied || status != UpdateStatus.Acknowledged)) {
            throw QdrantFailures.unusable("Qdrant has not finished in time (%s: %s)".formatted(what, status));
        }
    }
}
