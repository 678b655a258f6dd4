package io.ragline.worker.lane;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;
import org.jobrunr.jobs.filters.ElectStateFilter;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;

/**
 * Tells JobRunr what {@link JobRuns} decided: later again, at once again, or failed. JobRunr's own retries are switched
 * off for our jobs, so this is the only filter that decides.
 */
final class JobOutcomeFilter implements ElectStateFilter {
    private final Clock clock;
    private final Consumer<UUID> countDeath;

    /** @param countDeath told of each job whose worker died while it ran it */
    JobOutcomeFilter(Clock clock, Consumer<UUID> countDeath) {
        this.clock = clock;
        this.countDeath = countDeath;
    }

    @Override
    public void onStateElection(Job job, JobState newState) {
        if (!(newState instanceof FailedState failed)) {
            return;
        }
        switch (failed.getException()) {
            case RetryLaterException later ->
                job.scheduleAt(clock.instant().plus(later.delay()), "Put off: " + later.getMessage());
            case IllegalJobThreadStateException orphaned -> {
                countDeath.accept(job.getId());
                job.enqueue();
            }
            case HandedBackException handedBack -> job.enqueue();
            case InterruptedException stopped -> job.enqueue();
            case JobNotWantedException again when again.wantedAgain() -> job.enqueue();
            case JobNotWantedException cancelled -> job.delete("Cancelled");
            default -> {
                // it failed for good, as PostgreSQL knows; if PostgreSQL doesn't, the reconciler enqueues it again
            }
        }
    }
}
