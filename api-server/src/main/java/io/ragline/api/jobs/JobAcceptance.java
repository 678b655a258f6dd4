package io.ragline.api.jobs;

import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.jobrunr.redis.OutOfMemoryStorageException;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The last step of accepting work: PostgreSQL has the job, now the queue gets it. When the queue does not take it the
 * job is rejected, and the caller told so. Should that fail as well, the reconciler finds the job.
 */
@ApplicationScoped
public class JobAcceptance {
    private static final Logger LOG = Logger.getLogger(JobAcceptance.class);

    private final JobQueue queue;
    private final JobRepository jobs;

    JobAcceptance(JobQueue queue, JobRepository jobs) {
        this.queue = queue;
        this.jobs = jobs;
    }

    /**
     * Enqueues a job that PostgreSQL has recorded as queued.
     *
     * @throws RaglineException {@code QUEUE_UNAVAILABLE}
     */
    public void enqueue(QueuedJob job) {
        try {
            queue.enqueue(job);
        } catch (RuntimeException e) {
            reject(job.id(), e);
            throw unavailable(e);
        }
    }

    /**
     * Enqueues jobs that PostgreSQL has recorded as queued.
     *
     * @throws RaglineException {@code QUEUE_UNAVAILABLE}
     */
    public void enqueueAll(List<QueuedJob> all) {
        try {
            queue.enqueueAll(all);
        } catch (RuntimeException e) {
            all.forEach(job -> reject(job.id(), e));
            throw unavailable(e);
        }
    }

    /** Redis did not take a job that PostgreSQL has recorded as queued, or what it needs: it will never run. */
    public void reject(UUID jobId, RuntimeException why) {
        LOG.warnf("The queue did not take job %s: %s", jobId, why.getMessage());
        jobs.reject(jobId);
    }

    /**
     * Enqueues a job that somebody else had accepted, in case that it isn't yet. It stays accepted when this fails.
     *
     * @throws RaglineException {@code QUEUE_UNAVAILABLE}
     */
    public void enqueueAsWell(QueuedJob job) {
        try {
            queue.enqueue(job);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private static RaglineException unavailable(RuntimeException e) {
        if (e instanceof OutOfMemoryStorageException) {
            return new RaglineException(
                    ErrorCode.QUEUE_FULL,
                    "The queue is at its memory limit. Nothing was accepted; try again when some jobs are done.",
                    e);
        }
        return new RaglineException(
                ErrorCode.QUEUE_UNAVAILABLE,
                "The queue does not answer just now. Nothing was accepted; try again shortly.",
                e);
    }
}
