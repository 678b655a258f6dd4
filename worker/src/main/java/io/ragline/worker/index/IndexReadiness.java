package io.ragline.worker.index;

import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready only while the index can be used. Why it can't is for the log. */
@Readiness
@ApplicationScoped
class IndexReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(IndexReadiness.class);

    private final ChunkIndex index;
    private volatile boolean told;

    IndexReadiness(ChunkIndex index) {
        this.index = index;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            index.check();
            told = false;
            return HealthCheckResponse.named("Index").up().build();
        } catch (RaglineException e) {
            if (!told) {
                told = true;
                LOG.warnf("The index can't be used: %s", e.detail());
            }
            return HealthCheckResponse.down("Index");
        }
    }
}
