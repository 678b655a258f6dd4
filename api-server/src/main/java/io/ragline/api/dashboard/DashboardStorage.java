package io.ragline.api.dashboard;

import io.ragline.api.jobs.JobControl;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;

/**
 * The queue as the dashboard sees it: what a person deletes or requeues there is recorded in PostgreSQL first, which would
 * otherwise bring the job back, or refuse to run it. A job that runs is left to its worker, which stops by itself: JobRunr
 * would interrupt its thread if another state were saved over it.
 */
final class DashboardStorage extends ThreadSafeStorageProvider {
    private static final int MOST_TRIES = 5;

    private final JobControl control;

    DashboardStorage(StorageProvider storage, JobControl control) {
        super(storage);
        this.control = control;
    }

    @Override
    public Job save(Job job) {
        return switch (job.getState()) {
            case DELETED -> {
                control.stop(job.getId());
                yield saveUnlessRunning(job, MOST_TRIES);
            }
            // a job that was put in anew is in the queue already
            case ENQUEUED -> control.retry(job.getId()) ? job : saveUnlessRunning(job, MOST_TRIES);
            // a person can't bring these about
            case AWAITING, SCHEDULED, PROCESSING, FAILED, SUCCEEDED -> super.save(job);
        };
    }

    private Job saveUnlessRunning(Job job, int triesLeft) {
        Job stored = getJobById(job.getId());
        if (stored.hasState(StateName.PROCESSING)) {
            return stored;
        }
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
            return saveUnlessRunning(newest, triesLeft - 1);
        }
    }
}
