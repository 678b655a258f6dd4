package io.ragline.api.dashboard;

import io.ragline.catalog.JobRepository;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;

/**
 * The queue as the dashboard sees it: what a person deletes or requeues there is recorded in PostgreSQL first, which would
 * otherwise bring the job back, or refuse to run it.
 */
final class DashboardStorage extends ThreadSafeStorageProvider {
    private static final int MOST_TRIES = 5;

    private final JobRepository jobs;

    DashboardStorage(StorageProvider storage, JobRepository jobs) {
        super(storage);
        this.jobs = jobs;
    }

    @Override
    public Job save(Job job) {
        return switch (job.getState()) {
            case DELETED -> {
                jobs.cancel(job.getId());
                yield saveInPlaceOf(job, MOST_TRIES);
            }
            case ENQUEUED -> {
                jobs.requeue(job.getId());
                yield saveInPlaceOf(job, MOST_TRIES);
            }
            // a person can't bring these about
            case AWAITING, SCHEDULED, PROCESSING, FAILED, SUCCEEDED -> super.save(job);
        };
    }

    /** A running job is saved by its worker every second, which makes the dashboard's copy an old one. */
    private Job saveInPlaceOf(Job job, int triesLeft) {
        try {
            return super.save(job);
        } catch (ConcurrentJobModificationException e) {
            if (triesLeft == 0) {
                throw e;
            }
            Job newest = getJobById(job.getId());
            if (job.hasState(StateName.DELETED)) {
                newest.delete("Deleted in the dashboard");
            } else {
                newest.enqueue();
            }
            return saveInPlaceOf(newest, triesLeft - 1);
        }
    }
}
