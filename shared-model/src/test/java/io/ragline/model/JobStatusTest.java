package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobStatusTest {

    @Test
    void a_job_that_succeeded_or_was_rejected_stays_so() {
        for (JobStatus next : JobStatus.values()) {
            assertThat(JobStatus.SUCCEEDED.canBecome(next)).isFalse();
            assertThat(JobStatus.REJECTED.canBecome(next)).isFalse();
        }
    }

    @Test
    void only_a_running_job_succeeds() {
        for (JobStatus status : JobStatus.values()) {
            assertThat(status.canBecome(JobStatus.SUCCEEDED)).isEqualTo(status == JobStatus.RUNNING);
        }
    }

    @Test
    void what_failed_or_was_cancelled_may_be_queued_again() {
        assertThat(JobStatus.FAILED.canBecome(JobStatus.QUEUED)).isTrue();
        assertThat(JobStatus.CANCELLED.canBecome(JobStatus.QUEUED)).isTrue();
        assertThat(JobStatus.FAILED.canBecome(JobStatus.RUNNING)).isFalse();
    }
}
