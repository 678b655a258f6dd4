package io.ragline.job;

import io.ragline.jobrunr.redis.RedisStorageProvider;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

    /** Those of the jobs that the queue does not know. */
    public Set<UUID> missing(Collection<UUID> jobIds) {
        Set<UUID> missing = new LinkedHashSet<>(jobIds);
        missing.removeAll(storage.knownJobs(jobIds));
        return missing;
    }
}
