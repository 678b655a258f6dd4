package io.ragline.jobrunr.redis;

import java.util.ArrayList;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.storage.navigation.AmountRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The storage as one lane's server sees it: all the same, but it gets only that lane's jobs to process. */
final class LaneStorageProvider extends ThreadSafeStorageProvider {

    private static final Logger LOG = LoggerFactory.getLogger(LaneStorageProvider.class);

    private final JobClaims claims;
    private final String lane;
    private final int workers;
    private final ClaimedJobs claimed;

    LaneStorageProvider(RedisStorageProvider storage, JobClaims claims, String lane, int workers) {
        super(storage);
        this.claims = claims;
        this.lane = lane;
        this.workers = workers;
        this.claimed = new ClaimedJobs(workers, System::nanoTime);
    }

    /**
     * As many as there are workers whose job has run, which may be more than JobRunr asks for: it counts a worker as busy until
     * the last state of its job is saved. When many short jobs end together, the first one's claim would get a job or two, and
     * the other workers would stand idle until it is back.
     */
    @Override
    public List<Job> getJobsToProcess(BackgroundJobServer server, AmountRequest amount) {
        int allotted = claimed.allot(workers, server.getJobSteward().getJobsInProgress());
        List<Job> jobs = new ArrayList<>(allotted);
        while (allotted > 0) {
            try {
                List<Job> more = claims.claim(server, lane, allotted);
                jobs.addAll(more);
                allotted = claimed.settle(allotted, more);
            } catch (RuntimeException e) {
                claimed.abandon(allotted);
                if (jobs.isEmpty()) {
                    throw e;
                }
                LOG.warn("A second claim failed; the jobs of the first run", e);
                return jobs;
            }
        }
        return jobs;
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
