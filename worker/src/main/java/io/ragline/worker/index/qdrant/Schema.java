package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.ArrayList;
import java.util.List;

/** What a Qdrant collection for vectors of one size looks like. */
final class Schema {
    /** Outliers beyond it would make the steps of all other values coarser. */
    private static final float QUANTILE = 0.99f;

    private final QdrantConfig config;

    /**
     * How a collection differs from what it should be.
     *
     * @param fatal with these searches would be wrong
     * @param other it works, but not as the settings say
     */
    record Differences(List<String> fatal, List<String> other) {}

    Schema(QdrantConfig config) {
        this.config = config;
    }

    CreateCollection create(String name, int size, long seconds) {
        CreateCollection.Builder create = CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap(
                                        Payload.DENSE_VECTOR,
                                        VectorParams.newBuilder()
                                                .setSize(size)
                                                .setDistance(Distance.Cosine)
                                                .setOnDisk(config.vectorsOnDisk())
                                                .build())))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                        .putMap(
                                Payload.TERM_VECTOR,
                                SparseVectorParams.newBuilder()
                                        .setModifier(Modifier.Idf)
                                        .build()))
                .setQuantizationConfig(QuantizationConfig.newBuilder()
                        .setScalar(ScalarQuantization.newBuilder()
                                .setType(QuantizationType.Int8)
                                .setQuantile(QUANTILE)
                                .setAlwaysRam(true)))
                .setHnswConfig(graph())
                .setOptimizersConfig(optimizers())
                .setOnDiskPayload(true)
                .setShardNumber(config.shards())
                .setReplicationFactor(config.replicas())
                .setWriteConsistencyFactor(majority())
                .setTimeout(seconds);
        return create.build();
    }

    private HnswConfigDiff graph() {
        HnswConfigDiff.Builder graph = HnswConfigDiff.newBuilder()
                .setM(config.hnsw().m())
                .setEfConstruct(config.hnsw().efConstruct());
        config.hnsw().payloadM().ifPresent(graph::setPayloadM);
        return graph.build();
    }

    private OptimizersConfigDiff optimizers() {
        OptimizersConfigDiff.Builder optimizers = OptimizersConfigDiff.newBuilder();
        config.optimizer().indexingThreshold().ifPresent(optimizers::setIndexingThreshold);
        config.optimizer().segments().ifPresent(optimizers::setDefaultSegmentNumber);
        return optimizers.build();
    }

    /** A write that fewer have is lost with them. */
    private int majority() {
        return config.replicas() / 2 + 1;
    }

    Differences compare(CollectionInfo found, int size) {
        CollectionConfig has = found.getConfig();
        CollectionParams params = has.getParams();
        List<String> fatal = new ArrayList<>();
        VectorParams dense = params.getVectorsConfig()
                .getParamsMap()
                .getMapOrDefault(Payload.DENSE_VECTOR, VectorParams.getDefaultInstance());
        expect("the size of vector '%s'".formatted(Payload.DENSE_VECTOR), (long) size, dense.getSize(), fatal);
        expect(
                "the distance of vector '%s'".formatted(Payload.DENSE_VECTOR),
                Distance.Cosine,
                dense.getDistance(),
                fatal);
        SparseVectorParams terms = params.getSparseVectorsConfig()
                .getMapOrDefault(Payload.TERM_VECTOR, SparseVectorParams.getDefaultInstance());
        expect(
                "the modifier of sparse vector '%s'".formatted(Payload.TERM_VECTOR),
                Modifier.Idf,
                terms.getModifier(),
                fatal);
        PayloadIndex.ALL.forEach(
                index -> index.differenceFrom(found.getPayloadSchemaMap()).ifPresent(fatal::add));
        return new Differences(fatal, tuning(has, dense));
    }

    private List<String> tuning(CollectionConfig has, VectorParams dense) {
        List<String> other = new ArrayList<>();
        CollectionParams params = has.getParams();
        QuantizationConfig quantization =
                dense.hasQuantizationConfig() ? dense.getQuantizationConfig() : has.getQuantizationConfig();
        expect("int8 quantisation", true, quantization.hasScalar(), other);
        expect("hnsw.m", (long) config.hnsw().m(), has.getHnswConfig().getM(), other);
        expect(
                "hnsw.ef-construct",
                (long) config.hnsw().efConstruct(),
                has.getHnswConfig().getEfConstruct(),
                other);
        expect("shards", config.shards(), params.getShardNumber(), other);
        expect("replicas", config.replicas(), params.getReplicationFactor(), other);
        expect("the write consistency factor", majority(), params.getWriteConsistencyFactor(), other);
        return other;
    }

    private static <T> void expect(String what, T wanted, T found, List<String> differences) {
        if (!wanted.equals(found)) {
            differences.add("%s is %s, not %s".formatted(what, found, wanted));
        }
    }
}
