package io.ragline.api.jobs;

import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jobrunr.storage.StorageException;

/**
 * Cancels jobs and lets them run again, for whoever asks. PostgreSQL decides; then those who run the job and the queue are
 * told, as well as that goes: a worker refuses jobs that have ended, and the reconciler enqueues what the queue has missed.
 * The queue's copy of a job that runs is never touched: JobRunr would interrupt the thread, in the middle of whatever it
 * writes.
 */
@ApplicationScoped
public class JobControl {
    private static final Logger LOG = Logger.getLogger(JobControl.class);

    private final JobRepository jobs;
    private final JobEvents events;
    private final JobQueue queue;

    JobControl(JobRepository jobs, JobEvents events, JobQueue queue) {
        this.jobs = jobs;
        this.events = events;
        this.queue = queue;
    }

    /**
     * Cancels a job: one that waits never runs, one that runs stops within a second. Cancelling twice is cancelling once.
     *
     * @return the job, cancelled
     * @throws RaglineException {@code JOB_NOT_FOUND}; {@code JOB_STATUS_CONFLICT} if it has ended otherwise
     */
    JobEntity cancel(UUID tenantId, UUID jobId) {
        jobs.ofTenant(tenantId, jobId);
        jobs.cancel(jobId);
        JobEntity job = jobs.ofTenant(tenantId, jobId);
        if (job.status != JobStatus.CANCELLED) {
            throw new RaglineException(
                    ErrorCode.JOB_STATUS_CONFLICT,
                    "Job %s %s, so it can't be cancelled.".formatted(jobId, inWords(job.status)));
        }
        takeOut(List.of(jobId));
        return job;
    }

    /**
     * Cancels a job but leaves its copy in the queue as it is.
     *
     * @return whether it was; if not, it had ended before
     */
    public boolean stop(UUID jobId) {
        boolean cancelled = jobs.cancel(jobId);
        if (cancelled) {
            events.stop(jobId);
        }
        return cancelled;
    }

    /** Stops cancelled jobs that run, and takes those that wait out of the queue; once PostgreSQL has them as cancelled. */
    public void takeOut(Collection<UUID> jobIds) {
        jobIds.forEach(events::stop);
        try {
            queue.withdraw(jobIds);
        } catch (StorageException e) {
            LOG.warnf(
                    "%d cancelled jobs stay in the queue until a worker refuses them: %s",
                    jobIds.size(), e.getMessage());
        }
    }

    /**
     * Lets a job that failed or was cancelled run again.
     *
     * @return the job, queued
     * @throws RaglineException {@code JOB_NOT_FOUND}; {@code JOB_STATUS_CONFLICT} if it is in another status or its content
     *     came in by another upload
     */
    JobEntity retry(UUID tenantId, UUID jobId) {
        JobEntity before = jobs.ofTenant(tenantId, jobId);
        if (!retry(jobId)) {
            throw new RaglineException(ErrorCode.JOB_STATUS_CONFLICT, whyNotRetried(before));
        }
        return jobs.ofTenant(tenantId, jobId);
    }

    private static String whyNotRetried(JobEntity job) {
        if (job.status == JobStatus.FAILED || job.status == JobStatus.CANCELLED) {
            return "Job %s can't be retried: its document was deleted, its collection got the same content by another upload meanwhile, or it was just retried."
                    .formatted(job.id);
        }
        return "Job %s %s; only jobs that failed or were cancelled can be retried."
                .formatted(job.id, inWords(job.status));
    }

    /**
     * Lets a job that failed or was cancelled run again, and puts it into the queue anew.
     *
     * @return whether it was
     */
    public boolean retry(UUID jobId) {
        if (!jobs.requeue(jobId)) {
            return false;
        }
        Optional<JobEntity> job = jobs.findJob(jobId);
        enqueueAgain(job.stream().toList());
        return job.isPresent();
    }

    /** Puts jobs that PostgreSQL has as queued again into the queue. */
    void enqueueAgain(List<JobEntity> again) {
        again.forEach(job -> events.queuedAgain(job.id));
        try {
            queue.enqueueAgain(again.stream().map(QueuedJob::of).toList());
        } catch (StorageException e) {
            LOG.warnf("%d jobs that were retried have to wait for the reconciler: %s", again.size(), e.getMessage());
        }
    }

    private static String inWords(JobStatus status) {
        return switch (status) {
            case QUEUED -> "waits in the queue";
            case RUNNING -> "runs";
            case SUCCEEDED -> "has succeeded";
            case FAILED -> "has failed";
            case CANCELLED -> "was cancelled";
            case REJECTED -> "was rejected, because the queue did not take it";
        };
    }
}
