package io.ragline.worker.index;

import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the index can be used. */
@Readiness
@ApplicationScoped
class IndexReadiness implements HealthCheck {
    private final ChunkIndex index;

    IndexReadiness(ChunkIndex index) {
        this.index = index;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            index.check();
            return HealthCheckResponse.named("Index").up().build();
        } catch (RaglineException e) {
            return HealthCheckResponse.named("Index")
                    .down()
                    .withData("reason", e.detail())
                    .build();
        }
    }
}
