package io.ragline.job;

import io.ragline.jobrunr.redis.RedisStorageProvider;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;

/**
 * The way into the queue. Enqueuing a job that the queue knows already changes nothing, so it is safe to repeat.
 *
 * <p>Every method fails with {@link org.jobrunr.storage.StorageException} when Redis can't be reached.
 */
public final class JobQueue {
    private final RedisStorageProvider storage;
    private final JobRequestScheduler scheduler;

    public JobQueue(RedisStorageProvider storage) {
        this.storage = storage;
        this.scheduler = new JobRequestScheduler(storage);
    }

    public void enqueue(QueuedJob job) {
        scheduler.create(build(job));
    }

    /** Enqueues many jobs in few round trips. */
    public void enqueueAll(List<QueuedJob> jobs) {
        scheduler.create(jobs.stream().map(JobQueue::build));
    }

    private static JobBuilder build(QueuedJob job) {
        return JobBuilder.aJob()
                .withId(job.id())
                .withName(job.name())
                // our own retry policy decides; JobRunr's must not retry as well
                .withAmountOfRetries(0)
                .withLabels(JobLabels.of(job))
                .withJobRequest(job.request());
    }

    /** Those of the jobs that the queue will not run: it doesn't know them, or has them as ended. */
    public Set<UUID> missing(Collection<UUID> jobIds) {
        Set<UUID> missing = new LinkedHashSet<>(jobIds);
        missing.removeAll(storage.liveJobs(jobIds));
        return missing;
    }

    /** Enqueues a job that is {@link #missing}, with a history that starts anew. */
    public void enqueueAgain(QueuedJob job) {
        storage.deletePermanently(job.id());
        enqueue(job);
    }

    /** Forgets jobs that failed before then; PostgreSQL has them for good, and JobRunr itself would keep them for ever. */
    public int forgetFailed(Instant before) {
        return storage.deleteJobsPermanently(StateName.FAILED, before);
    }
}
