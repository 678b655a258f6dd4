package io.ragline.worker.lane;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Enqueues every job that PostgreSQL accepted and the queue will not run: Redis was flushed, restored from an old snapshot,
 * or went away between the two; or the job ended there in a way that its worker could not record. Safe in several workers at once: a job is locked and looked at again before it is enqueued,
 * and enqueuing twice is once.
 */
@ApplicationScoped
class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    /** Younger jobs may be on their way into the queue still. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int PAGE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final JobRepository jobs;
    private final JobQueue queue;
    private final WorkerConfig config;

    Reconciler(JobRepository jobs, JobQueue queue, WorkerConfig config) {
        this.jobs = jobs;
        this.queue = queue;
        this.config = config;
    }

    @Scheduled(every = "${ragline.worker.reconcile-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void reconcileCarefully() {
        try {
            int enqueued = reconcile();
            if (enqueued > 0) {
                LOG.infof("%d accepted jobs were missing in the queue and have been enqueued again", enqueued);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Accepted jobs could not be compared with the queue, it is tried again: %s", e.getMessage());
        }
    }

    /** JobRunr forgets jobs that succeeded or were deleted, never those that failed. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetFailed() {
        try {
            queue.forgetFailed(Instant.now().minus(config.keepEndedJobs()));
        } catch (RuntimeException e) {
            LOG.warnf("Failed jobs could not be cleared from the queue, it is tried again: %s", e.getMessage());
        }
    }

    /** Looks at every unfinished job once. Returns how many were enqueued. */
    int reconcile() {
        Instant acceptedBefore = Instant.now().minus(GRACE);
        int enqueued = 0;
        UUID after = FIRST;
        List<JobEntity> page;
        do {
            page = jobs.unfinished(acceptedBefore, after, PAGE);
            Set<UUID> missing = queue.missing(page.stream().map(job -> job.id).toList());
            for (JobEntity job : page) {
                after = job.id;
                if (missing.contains(job.id)) {
                    jobs.whileUnfinished(job.id, () -> queue.enqueueAgain(QueuedJob.of(job)));
                    enqueued++;
                }
            }
        } while (page.size() == PAGE);
        return enqueued;
    }
}
