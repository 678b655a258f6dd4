package io.ragline.api.dashboard;

import io.ragline.catalog.JobRepository;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;

/**
 * The queue as the dashboard sees it: what a person deletes or requeues there is recorded in PostgreSQL first, which would
 * otherwise bring the job back, or refuse to run it.
 */
final class DashboardStorage extends ThreadSafeStorageProvider {
    private final JobRepository jobs;

    DashboardStorage(StorageProvider storage, JobRepository jobs) {
        super(storage);
        this.jobs = jobs;
    }

    @Override
    public Job save(Job job) {
        switch (job.getState()) {
            case DELETED -> jobs.cancel(job.getId());
            case ENQUEUED -> jobs.requeue(job.getId());
            case AWAITING, SCHEDULED, PROCESSING, FAILED, SUCCEEDED -> {
                // a person can't bring these about
            }
        }
        return super.save(job);
    }
}
