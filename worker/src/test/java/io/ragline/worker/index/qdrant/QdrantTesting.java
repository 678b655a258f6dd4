package io.ragline.worker.index.qdrant;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests. */
final class QdrantTesting {
    private QdrantTesting() {}

    /** @param more without {@code ragline.qdrant.} */
    static QdrantConfig config(String url, Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        all.put("ragline.qdrant.url", url);
        more.forEach((key, value) -> all.put("ragline.qdrant." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(QdrantConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(QdrantConfig.class);
    }

    static QdrantChunkIndex open(QdrantDouble qdrant) {
        return open(qdrant.url(), Map.of());
    }

    static QdrantChunkIndex open(String url, Map<String, String> more) {
        return new QdrantChunkIndex(config(url, more), AverageLength.inMemory());
    }
}
