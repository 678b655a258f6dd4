package io.ragline.job;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;

/**
 * The way into the queue. Enqueuing a job that the queue knows already changes nothing, so it is safe to repeat.
 *
 * <p>Every method fails with {@link org.jobrunr.storage.StorageException} when Redis can't be reached.
 */
public final class JobQueue {
    private final StorageProvider storage;
    private final JobRequestScheduler scheduler;

    public JobQueue(StorageProvider storage) {
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

    /** Whether the queue will still run the job: it waits, is put off, or is running. */
    public boolean isLive(UUID jobId) {
        try {
            return Stream.of(StateName.ENQUEUED, StateName.SCHEDULED, StateName.PROCESSING, StateName.AWAITING)
                    .anyMatch(storage.getJobById(jobId)::hasState);
        } catch (JobNotFoundException e) {
            return false;
        }
    }

    /**
     * Makes sure that the queue will run the job: enqueues it if the queue doesn't know it, or has it as ended.
     *
     * @return whether that was necessary
     */
    public boolean ensureLive(QueuedJob job) {
        if (isLive(job.id())) {
            return false;
        }
        try {
            Job ended = storage.getJobById(job.id());
            ended.enqueue();
            storage.save(ended);
        } catch (JobNotFoundException e) {
            enqueue(job);
        }
        return true;
    }
}
