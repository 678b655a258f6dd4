package io.ragline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.model.JobKind;
import io.ragline.model.Submission;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobClassesTest {
    @ParameterizedTest
    @EnumSource(JobKind.class)
    void what_is_enqueued_may_be_read_again(JobKind kind) {
        JobEntity job = JobEntity.accepted(Ids.next(), Ids.DEFAULT_TENANT, kind, Submission.STANDARD);

        JobRequest request = QueuedJob.of(job).request();

        assertThat(RedisBeans.JOB_CLASSES).contains(request.getClass(), request.getJobRequestHandler());
    }
}
