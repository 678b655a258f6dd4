package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.states.ProcessingState;
import org.junit.jupiter.api.Test;

class ClaimedJobsTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final ClaimedJobs claimed = new ClaimedJobs(2, nanoTime::get);

    @Test
    void claims_that_overlap_share_the_free_workers() {
        assertThat(claimed.allot(1, Set.of())).isEqualTo(1);
        assertThat(claimed.allot(5, Set.of())).isEqualTo(1);
        assertThat(claimed.allot(5, Set.of())).isZero();
    }

    @Test
    void whoever_was_turned_away_is_served_by_the_claim_that_was_under_way() {
        int underWay = claimed.allot(2, Set.of());
        claimed.allot(1, Set.of());

        int again = claimed.settle(underWay, List.of());

        assertThat(again).isEqualTo(2);
        assertThat(claimed.settle(again, List.of())).isZero();
        assertThat(claimed.allot(2, Set.of())).isEqualTo(2);
    }

    @Test
    void a_finished_job_frees_its_worker() {
        Job job = runningJob();
        claimed.settle(claimed.allot(1, Set.of()), List.of(job));
        assertThat(claimed.allot(2, Set.of(job))).isEqualTo(1);
        claimed.abandon(1);

        job.succeeded();

        assertThat(claimed.allot(2, Set.of())).isEqualTo(2);
    }

    @Test
    void a_job_that_never_starts_is_forgotten_and_one_that_runs_for_long_is_not() {
        Job dropped = runningJob();
        Job running = runningJob();
        claimed.settle(claimed.allot(2, Set.of()), List.of(dropped, running));

        nanoTime.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(claimed.allot(2, Set.of(running))).isEqualTo(1);
    }

    private static Job runningJob() {
        Job job = new Job(new JobDetails(new Probe("job")));
        return new Job(
                job.getId(),
                1,
                job.getJobDetails(),
                List.of(job.getJobState(), new ProcessingState(UUID.randomUUID(), "server")),
                new ConcurrentHashMap<>());
    }
}
