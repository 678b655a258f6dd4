package io.ragline.worker.index.qdrant;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.QuantizationSearchParams;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorInput;
import io.ragline.worker.index.ChunkHit;
import io.ragline.worker.index.ChunkKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions to a collection. */
final class Searches {
    private static final int FETCHED_AT_ONCE = 256;
    private static final List<String> KEY = List.of(Payload.OWNER, Payload.ORDINAL);
    private static final List<String> CHUNK = List.of(
            Payload.OWNER,
            Payload.ORDINAL,
            Payload.COMMITTED,
            Payload.TEXT,
            Payload.HEADINGS,
            Payload.SPANS,
            Payload.TOKENS);

    private final QdrantCalls calls;
    private final int ef;
    private final double oversampling;

    Searches(QdrantCalls calls, QdrantConfig config) {
        this.calls = calls;
        this.ef = config.hnsw().ef();
        this.oversampling = config.oversampling();
    }

    /** By the rounded vectors first; the exact ones of the best candidates make the scores. */
    List<ChunkHit> byVector(String name, float[] vector, Filter which, int limit) {
        DenseVector.Builder dense = DenseVector.newBuilder();
        for (float each : vector) {
            dense.addData(each);
        }
        SearchParams params = SearchParams.newBuilder()
                .setHnswEf(Math.max(ef, limit))
                .setQuantization(
                        QuantizationSearchParams.newBuilder().setRescore(true).setOversampling(oversampling))
                .build();
        return hits(query(name, VectorInput.newBuilder().setDense(dense).build(), which, limit)
                .setUsing(Payload.DENSE_VECTOR)
                .setParams(params)
                .build());
    }

    List<ChunkHit> byTerms(String name, SparseVector terms, Filter which, int limit) {
        return hits(query(name, VectorInput.newBuilder().setSparse(terms).build(), which, limit)
                .setUsing(Payload.TERM_VECTOR)
                .build());
    }

    /** The hits, and behind them others that the filter lets through, with a score of 0. */
    List<ChunkHit> withOthers(List<ChunkHit> hits, String name, Filter which, int limit) {
        ScrollPoints request = ScrollPoints.newBuilder()
                .setCollectionName(name)
                .setFilter(which)
                .setLimit(limit)
                .setWithPayload(WithPayloadSelectorFactory.include(KEY))
                .setReadConsistency(Ordering.SEARCHES)
                .setTimeout(calls.readSeconds())
                .build();
        Map<ChunkKey, ChunkHit> all = new LinkedHashMap<>();
        hits.forEach(hit -> all.put(hit.key(), hit));
        calls.read("search", stubs -> stubs.points().scroll(request)).getResultList().stream()
                .map(point -> ChunkPoints.readKey(point.getPayloadMap()))
                .sorted()
                .forEach(key -> all.putIfAbsent(key, new ChunkHit(key, 0)));
        return all.values().stream().limit(limit).toList();
    }

    private QueryPoints.Builder query(String name, VectorInput nearest, Filter which, int limit) {
        return QueryPoints.newBuilder()
                .setCollectionName(name)
                .setQuery(Query.newBuilder().setNearest(nearest))
                .setFilter(which)
                .setLimit(limit)
                .setWithPayload(WithPayloadSelectorFactory.include(KEY))
                .setReadConsistency(Ordering.SEARCHES)
                .setTimeout(calls.readSeconds());
    }

    private List<ChunkHit> hits(QueryPoints query) {
        List<ChunkHit> hits = new ArrayList<>();
        for (ScoredPoint point :
                calls.read("search", stubs -> stubs.points().query(query)).getResultList()) {
            hits.add(new ChunkHit(ChunkPoints.readKey(point.getPayloadMap()), point.getScore()));
        }
        hits.sort(ChunkHit.BEST_FIRST);
        return hits;
    }

    /** The payloads of those of the points that are there. */
    List<Map<String, Value>> fetch(String name, List<PointId> ids) {
        List<Map<String, Value>> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += FETCHED_AT_ONCE) {
            GetPoints request = GetPoints.newBuilder()
                    .setCollectionName(name)
                    .addAllIds(ids.subList(from, Math.min(ids.size(), from + FETCHED_AT_ONCE)))
                    .setWithPayload(WithPayloadSelectorFactory.include(CHUNK))
                    .setReadConsistency(Ordering.SEARCHES)
                    .setTimeout(calls.readSeconds())
                    .build();
            calls.read("fetch", stubs -> stubs.points().get(request)).getResultList().stream()
                    .map(RetrievedPoint::getPayloadMap)
                    .forEach(found::add);
        }
        return found;
    }
}
