package io.ragline.job;

import io.ragline.catalog.JobRecorded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.jboss.logging.Logger;

/** Enqueues jobs that follow from others, once PostgreSQL has them. Those that the queue misses the reconciler enqueues. */
@ApplicationScoped
class RecordedJobs {
    private static final Logger LOG = Logger.getLogger(RecordedJobs.class);

    private final JobQueue queue;

    RecordedJobs(JobQueue queue) {
        this.queue = queue;
    }

    void enqueue(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobRecorded recorded) {
        try {
            queue.enqueue(QueuedJob.of(recorded.job()));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The queue did not take job %s (%s), the reconciler enqueues it later: %s",
                    recorded.job().id, recorded.job().kind.id(), e.getMessage());
        }
    }
}
