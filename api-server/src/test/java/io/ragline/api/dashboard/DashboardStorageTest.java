package io.ragline.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.api.jobs.JobControl;
import io.ragline.api.jobs.TestJobs;
import io.ragline.catalog.AttemptRepository;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does in the dashboard. */
@QuarkusTest
@WithTestResource(RealServices.class)
class DashboardStorageTest {
    @Inject
    RedisStorageProvider storage;

    @Inject
    JobControl control;

    @Inject
    TestJobs jobs;

    @Inject
    AttemptRepository attempts;

    private DashboardStorage dashboard;

    @BeforeEach
    void open() {
        jobs.awaitRedis();
        dashboard = new DashboardStorage(storage, control);
    }

    private UUID running() {
        UUID id = jobs.queued();
        attempts.start(id, "test");
        Job queued = storage.getJobById(id);
        storage.save(new Job(
                id,
                queued.getVersion(),
                queued.getJobDetails(),
                List.of(queued.getJobState(), new ProcessingState(UUID.randomUUID(), "test")),
                new ConcurrentHashMap<>()));
        return id;
    }

    @Test
    void a_job_that_waits_is_deleted() {
        UUID id = jobs.queued();

        dashboard.save(dashboard.getJobById(id).delete("Not wanted"));

        assertThat(jobs.status(id)).isEqualTo(JobStatus.CANCELLED);
        assertThat(storage.getJobById(id).getState()).isEqualTo(StateName.DELETED);
    }

    @Test
    void a_job_that_runs_is_cancelled_but_left_to_its_worker() {
        UUID id = running();

        dashboard.save(dashboard.getJobById(id).delete("Not wanted"));

        assertThat(jobs.status(id)).isEqualTo(JobStatus.CANCELLED);
        assertThat(storage.getJobById(id).getState()).isEqualTo(StateName.PROCESSING);
    }

    @Test
    void a_job_that_starts_to_run_meanwhile_is_left_to_its_worker() {
        UUID id = jobs.queued();
        Job seen = dashboard.getJobById(id);
        Job started = storage.getJobById(id);
        storage.save(new Job(
                id,
                started.getVersion(),
                started.getJobDetails(),
                List.of(started.getJobState(), new ProcessingState(UUID.randomUUID(), "test")),
                new ConcurrentHashMap<>()));

        dashboard.save(seen.delete("Not wanted"));

        assertThat(storage.getJobById(id).getState()).isEqualTo(StateName.PROCESSING);
    }

    @Test
    void a_job_that_failed_waits_again() {
        UUID id = jobs.queued();
        attempts.fail(
                attempts.start(id, "test").orElseThrow(),
                new JobFailure(ErrorCode.DOCUMENT_ENCRYPTED, "It has a password.", false));
        Job failed = dashboard.getJobById(id);
        failed.failed("It has a password.", new IllegalStateException());
        storage.save(failed);

        Job again = dashboard.getJobById(id);
        again.enqueue();
        dashboard.save(again);

        assertThat(jobs.status(id)).isEqualTo(JobStatus.QUEUED);
        assertThat(storage.getJobById(id).getState()).isEqualTo(StateName.ENQUEUED);
        assertThat(storage.getJobById(id).getJobStates())
                .as("its history starts again")
                .hasSize(1);
    }
}
