package io.ragline.jobrunr.redis;

import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.storage.navigation.AmountRequest;

/** The storage as one lane's server sees it: all the same, but it gets only that lane's jobs to process. */
final class LaneStorageProvider extends ThreadSafeStorageProvider {

    private final JobClaims claims;
    private final String lane;
    private final ClaimedJobs claimed;

    LaneStorageProvider(RedisStorageProvider storage, JobClaims claims, String lane, int workers) {
        super(storage);
        this.claims = claims;
        this.lane = lane;
        this.claimed = new ClaimedJobs(workers, System::nanoTime);
    }

    @Override
    public List<Job> getJobsToProcess(BackgroundJobServer server, AmountRequest amount) {
        int allotted = claimed.allot(amount.getLimit(), server.getJobSteward().getJobsInProgress());
        if (allotted == 0) {
            return List.of();
        }
        List<Job> jobs = List.of();
        try {
            jobs = claims.claim(server, lane, allotted);
            return jobs;
        } finally {
            claimed.claimed(allotted, jobs);
        }
    }

    @Override
    public void announceBackgroundJobServer(BackgroundJobServerStatus server) {
        claimed.forgetAll();
        super.announceBackgroundJobServer(server);
    }

    /** Leaves the shared storage open. */
    @Override
    public void close() {}
}
