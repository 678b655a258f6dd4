package io.ragline.worker.embed;

import io.quarkus.runtime.StartupEvent;
import io.ragline.worker.cache.Freshness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Loads the embedding model at start, so that the first question need not wait for it. Ready once it is loaded. */
@Readiness
@ApplicationScoped
class EmbedderReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(EmbedderReadiness.class);

    private final Embedders embedders;
    private final Freshness freshness;
    private volatile boolean loaded;

    EmbedderReadiness(Embedders embedders, Freshness freshness) {
        this.embedders = embedders;
        this.freshness = freshness;
    }

    void load(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("load-embedder").start(() -> {
            try {
                var unused = freshness.during(true, () -> embedders.inProcess().embedQuery("Ready?"));
                loaded = true;
            } catch (RuntimeException | LinkageError e) {
                LOG.error("The embedding model can't be loaded, so this worker is not ready", e);
            }
        });
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Embedding model").status(loaded).build();
    }
}
