package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.job.AnswerQuery;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.Test;

class JobOutcomeFilterTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    private final List<UUID> deaths = new ArrayList<>();
    private final JobOutcomeFilter filter = new JobOutcomeFilter(Clock.fixed(NOW, ZoneOffset.UTC), deaths::add);

    private Job failedWith(Exception error) {
        Job job = new Job(new JobDetails(new AnswerQuery(UUID.randomUUID())));
        job.failed("It did not work", error);
        filter.onStateElection(job, job.getJobState());
        return job;
    }

    @Test
    void a_job_that_is_put_off_waits_for_its_time() {
        Job job = failedWith(new RetryLaterException(Duration.ofSeconds(7), "the index is away", null));

        assertThat(job.getState()).isEqualTo(StateName.SCHEDULED);
        assertThat(job.<ScheduledState>getJobState().getScheduledAt()).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void a_job_whose_worker_died_or_was_stopped_goes_back_at_once() {
        Job orphan = failedWith(new IllegalJobThreadStateException("orphaned"));
        Job handedBack = failedWith(new HandedBackException(new RuntimeException()));

        assertThat(orphan.getState()).isEqualTo(StateName.ENQUEUED);
        assertThat(handedBack.getState()).isEqualTo(StateName.ENQUEUED);
        assertThat(deaths).as("only a death is one").containsExactly(orphan.getId());
    }

    @Test
    void a_job_that_was_cancelled_goes_unless_it_is_wanted_again() {
        assertThat(failedWith(new JobNotWantedException(false, null)).getState())
                .isEqualTo(StateName.DELETED);
        assertThat(failedWith(new JobNotWantedException(true, null)).getState()).isEqualTo(StateName.ENQUEUED);
    }

    @Test
    void a_job_that_failed_for_good_stays_failed() {
        JobFailure failure = new JobFailure(ErrorCode.DOCUMENT_UNREADABLE, "It is no PDF.", false);

        assertThat(failedWith(new JobFailedException(failure, new RuntimeException()))
                        .getState())
                .isEqualTo(StateName.FAILED);
    }
}
