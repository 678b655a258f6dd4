package io.ragline.worker.lane;

import java.time.Clock;
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

    JobOutcomeFilter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onStateElection(Job job, JobState newState) {
        if (!(newState instanceof FailedState failed)) {
            return;
        }
        switch (failed.getException()) {
            case RetryLaterException later ->
                job.scheduleAt(clock.instant().plus(later.delay()), "Put off: " + later.getMessage());
            // its worker died, or was stopped before it had finished
            case IllegalJobThreadStateException orphaned -> job.enqueue();
            case InterruptedException handedBack -> job.enqueue();
            default -> {
                // failed for good; JobRunr keeps the reason for its dashboard
            }
        }
    }
}
