package io.ragline.jobrunr.redis;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;

/**
 * Counts the jobs that one server has taken and not finished, to take no more than it has workers. JobRunr itself
 * counts a job only once a thread runs it, so claims that overlap would each fill the same free workers.
 *
 * <p>Whether a job is finished shows in its object, which JobRunr's worker moves on to another state in every case,
 * even when that state cannot be saved. Should JobRunr drop a job without ever running it, it is forgotten after a
 * while.
 */
final class ClaimedJobs {

    private static final Duration FORGET_UNSTARTED_AFTER = Duration.ofSeconds(30);

    private final int workers;
    private final LongSupplier nanoTime;
    private final IdentityHashMap<Job, Long> claimedAt = new IdentityHashMap<>();
    private int beingClaimed;
    private boolean turnedAway;

    ClaimedJobs(int workers, LongSupplier nanoTime) {
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    /** Sets workers aside for jobs that are about to be claimed; may be none. */
    synchronized int allot(int wanted, Set<Job> running) {
        claimedAt.entrySet().removeIf(claim -> isOver(claim.getKey(), claim.getValue(), running));
        int allotted = Math.max(0, Math.min(wanted, workers - claimedAt.size() - beingClaimed));
        turnedAway |= allotted < wanted && beingClaimed > 0;
        beingClaimed += allotted;
        return allotted;
    }

    /**
     * Ends a claim. Whoever was turned away meanwhile may have come for a job that this claim was too early to see, so
     * what this claim left over is then allotted anew, for the caller to claim once more.
     */
    synchronized int settle(int allotted, List<Job> jobs) {
        jobs.forEach(job -> claimedAt.put(job, nanoTime.getAsLong()));
        int leftOver = allotted - jobs.size();
        int again = turnedAway ? leftOver : 0;
        beingClaimed += again - allotted;
        if (again > 0 || beingClaimed == 0) {
            turnedAway = false;
        }
        return again;
    }

    synchronized void abandon(int allotted) {
        beingClaimed -= allotted;
    }

    synchronized void forgetAll() {
        claimedAt.clear();
    }

    private boolean isOver(Job job, long claimedAtNanos, Set<Job> running) {
        return !job.hasState(StateName.PROCESSING)
                || (nanoTime.getAsLong() - claimedAtNanos > FORGET_UNSTARTED_AFTER.toNanos() && !running.contains(job));
    }
}
