package io.ragline.worker.lane;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.PausedLanes;
import io.ragline.model.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/** Which lanes are paused, as PostgreSQL said last. */
@ApplicationScoped
class PausedLanesWatch {
    private static final Logger LOG = Logger.getLogger(PausedLanesWatch.class);

    private final PausedLanes lanes;
    private volatile Set<Lane> paused = Set.of();

    PausedLanesWatch(PausedLanes lanes) {
        this.lanes = lanes;
    }

    boolean isPaused(Lane lane) {
        return paused.contains(lane);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            Set<Lane> now = lanes.all();
            if (!now.equals(paused)) {
                LOG.infof("Paused lanes: %s", now);
            }
            paused = now;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Which lanes are paused is not known: PostgreSQL does not answer");
        }
    }
}
