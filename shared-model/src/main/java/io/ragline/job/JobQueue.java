package io.ragline.job;

import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.storage.ConcurrentJobModificationException;

/**
 * The way into the queue. Enqueuing a job that the queue knows already changes nothing, so it is safe to repeat.
 *
 * <p>Every method fails with {@link org.jobrunr.storage.StorageException} when Redis can't be reached.
 */
public final class JobQueue {
    private static final Logger LOG = Logger.getLogger(JobQueue.class);

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
        try {
            scheduler.create(jobs.stream().map(JobQueue::build));
        } catch (ConcurrentJobModificationException known) {
            LOG.debugf(
                    "%d jobs were in the queue already",
                    known.getConcurrentUpdatedJobs().size());
        }
    }

    private static JobBuilder build(QueuedJob job) {
        JobBuilder builder = JobBuilder.aJob()
                .withId(job.id())
                .withName(job.name())
                // our own retry policy decides; JobRunr's must not retry as well
                .withAmountOfRetries(0)
                .withLabels(JobLabels.of(job))
                .withJobRequest(job.request());
        boolean later = job.notBefore() != null && job.notBefore().isAfter(Instant.now());
        return later ? builder.scheduleAt(job.notBefore()) : builder;
    }

    /** Takes those of the jobs out of the queue that have yet to run; one that runs stays. */
    public void withdraw(Collection<UUID> jobIds) {
        storage.withdraw(jobIds);
    }

    /** Those of the jobs that the queue will not run: it doesn't know them, or has them as ended. */
    public Set<UUID> missing(Collection<UUID> jobIds) {
        Set<UUID> missing = new LinkedHashSet<>(jobIds);
        missing.removeAll(storage.liveJobs(jobIds));
        return missing;
    }

    /**
     * Enqueues a job anew, with a history that starts again. One that still runs is left alone: when its run ends, its worker
     * sees that the job is wanted again.
     */
    public void enqueueAgain(QueuedJob job) {
        enqueueAgain(List.of(job));
    }

    /** Enqueues many jobs anew, see {@link #enqueueAgain(QueuedJob)}. */
    public void enqueueAgain(List<QueuedJob> jobs) {
        Set<UUID> running = storage.runningJobs(jobs.stream().map(QueuedJob::id).toList());
        List<QueuedJob> idle =
                jobs.stream().filter(job -> !running.contains(job.id())).toList();
        idle.forEach(job -> storage.deletePermanently(job.id()));
        if (!idle.isEmpty()) {
            enqueueAll(idle);
        }
    }

    /** An estimate, from 1, of a waiting job's place in its lane; empty when the job does not wait. */
    public OptionalLong position(UUID jobId) {
        return storage.queuePosition(jobId);
    }

    /** How many jobs wait in a lane. */
    public long waiting(Lane lane) {
        return storage.readyCount(lane.id());
    }

    /** For how long the oldest job of a lane has been waiting; empty when none waits. */
    public Optional<Duration> oldestWait(Lane lane) {
        return storage.oldestReadyAge(lane.id());
    }

    /**
     * Forgets jobs that ended before then; PostgreSQL has them for good. JobRunr itself would keep those that failed for ever,
     * and would rewrite each of the others once more before it forgets it.
     */
    public void forgetEnded(Instant before) {
        storage.deleteJobsPermanently(StateName.FAILED, before);
        storage.deleteJobsPermanently(StateName.DELETED, before);
        storage.publishTotalAmountOfSucceededJobs(storage.deleteJobsPermanently(StateName.SUCCEEDED, before));
    }
}
