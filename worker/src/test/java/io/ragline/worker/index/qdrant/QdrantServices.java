package io.ragline.worker.index.qdrant;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A worker that is set to Qdrant, by a double. */
public final class QdrantServices implements QuarkusTestResourceLifecycleManager {
    private final QdrantDouble qdrant = new QdrantDouble();

    @Override
    public Map<String, String> start() {
        return Map.of("ragline.index", "qdrant", "ragline.qdrant.url", qdrant.url());
    }

    @Override
    public void stop() {
        qdrant.close();
    }
}
