package io.ragline.worker.lane;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.storage.navigation.AmountRequest;

/**
 * Lets a server claim jobs until it is shut. JobRunr's own pause stops the heartbeats while it waits for running jobs, so
 * that others take them for orphaned; behind a shut gate they go on. Jobs that are put off come through it when their time
 * has come, and not before.
 */
final class ClaimGate extends ThreadSafeStorageProvider {
    private final BooleanSupplier mayClaim;
    private volatile boolean open = true;

    ClaimGate(StorageProvider storage, BooleanSupplier mayClaim) {
        super(storage);
        this.mayClaim = mayClaim;
    }

    void shut() {
        open = false;
    }

    @Override
    public List<Job> getJobsToProcess(BackgroundJobServer server, AmountRequest amount) {
        return open && mayClaim.getAsBoolean() ? super.getJobsToProcess(server, amount) : List.of();
    }

    /** JobRunr asks for those of the next poll interval too, and would run them early: before who refused asked for them. */
    @Override
    public List<Job> getScheduledJobs(Instant scheduledBefore, AmountRequest amount) {
        Instant now = Instant.now();
        return super.getScheduledJobs(now.isBefore(scheduledBefore) ? now : scheduledBefore, amount);
    }
}
