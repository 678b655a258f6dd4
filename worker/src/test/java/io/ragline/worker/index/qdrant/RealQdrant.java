package io.ragline.worker.index.qdrant;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.ragline.worker.index.ChunkIndex;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Qdrant server that {@code RAGLINE_TEST_QDRANT=host:port} names: collections of its own, and nobody else's touched. */
final class RealQdrant implements AutoCloseable {
    private static final String ADDRESS = System.getenv("RAGLINE_TEST_QDRANT");
    private static final String KEY = System.getenv("RAGLINE_TEST_QDRANT_API_KEY");
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final String prefix = "ragline_test_"
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    /** Skips the test if there is no server; says once, so that nobody overlooks it, what ran. */
    static RealQdrant orSkip() {
        if (SAID.compareAndSet(false, true)) {
            String line = "*".repeat(100);
            System.err.printf(
                    "%n%s%n%s%n%s%n%n",
                    line,
                    ADDRESS == null
                            ? "RAGLINE_TEST_QDRANT=host:port is not set: the index contracts run on Lucene and on a double of"
                                    + " Qdrant, NOT on a real Qdrant"
                            : "The index contracts run on Lucene, on a double of Qdrant, and on the real Qdrant at "
                                    + ADDRESS,
                    line);
        }
        assumeTrue(ADDRESS != null, "RAGLINE_TEST_QDRANT is not set");
        return new RealQdrant();
    }

    ChunkIndex open() {
        return new QdrantChunkIndex(config(), AverageLength.inMemory());
    }

    private QdrantConfig config() {
        Map<String, String> key = KEY == null ? Map.of() : Map.of("api-key", KEY);
        Map<String, String> all = new java.util.HashMap<>(key);
        all.put("prefix", prefix);
        return QdrantTesting.config(ADDRESS.contains("://") ? ADDRESS : "http://" + ADDRESS, all);
    }

    @Override
    public void close() {
        try (QdrantCalls calls = new QdrantCalls(config(), new Backoff())) {
            calls
                    .read("list", stubs -> stubs.collections().list(ListCollectionsRequest.getDefaultInstance()))
                    .getCollectionsList()
                    .stream()
                    .map(CollectionDescription::getName)
                    .filter(name -> name.startsWith(prefix))
                    .forEach(name -> calls.write(
                            "drop",
                            stubs -> stubs.collections()
                                    .delete(DeleteCollection.newBuilder()
                                            .setCollectionName(name)
                                            .build())));
        }
    }
}
