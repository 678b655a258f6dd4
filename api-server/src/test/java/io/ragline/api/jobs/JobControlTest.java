package io.ragline.api.jobs;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.Ids;
import io.ragline.job.JobEvent;
import io.ragline.job.JobEvents;
import io.ragline.job.JobSignals;
import io.ragline.model.JobStatus;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancelling a job, and letting it run again. */
@QuarkusTest
@WithTestResource(RealServices.class)
class JobControlTest {
    @Inject
    TestJobs jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    JobEvents events;

    @Inject
    JobSignals signals;

    private static String cancel(UUID id) {
        return "/api/v1/jobs/" + id + "/cancel";
    }

    private static String retry(UUID id) {
        return "/api/v1/jobs/" + id + "/retry";
    }

    @BeforeEach
    void awaitRedis() {
        jobs.awaitRedis();
    }

    @Test
    void a_job_that_waits_is_cancelled_at_once_and_gone_from_the_queue() {
        UUID id = jobs.queued();
        assertThat(jobs.isInQueue(id)).isTrue();

        post(cancel(id))
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("jobId", equalTo(id.toString()));

        assertThat(jobs.isInQueue(id)).isFalse();
        assertThat(jobs.status(id)).isEqualTo(JobStatus.CANCELLED);
        post(cancel(id)).then().statusCode(200).body("status", equalTo("cancelled"));
    }

    @Test
    void whoever_runs_a_cancelled_job_is_told_to_stop() {
        UUID id = jobs.recorded(job -> {});
        attempts.start(id, "test");
        List<String> stopped = new CopyOnWriteArrayList<>();
        try (JobSignals.Listening listening = signals.listen(JobEvents.STOP_CHANNEL, stopped::add)) {
            await().until(() -> {
                events.stop(Ids.DEFAULT_TENANT); // until the subscription stands
                return !stopped.isEmpty();
            });

            post(cancel(id)).then().statusCode(200).body("status", equalTo("cancelled"));

            await().until(() -> stopped.contains(id.toString()));
        }
        assertThat(attempts.ofJob(id).getFirst().outcome()).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, has succeeded", "FAILED, has failed", "REJECTED, was rejected"})
    void a_job_that_has_ended_can_not_be_cancelled(JobStatus status, String how) {
        post(cancel(jobs.ended(status)))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("JOB_STATUS_CONFLICT"))
                .body("detail", containsString(how));
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "CANCELLED"})
    void a_job_that_failed_or_was_cancelled_waits_again_when_retried(JobStatus status) {
        UUID id = jobs.ended(status);

        post(retry(id)).then().statusCode(202).body("status", equalTo("queued"));

        assertThat(jobs.isInQueue(id)).isTrue();
        await().untilAsserted(() ->
                assertThat(events.read(id, null, 10)).extracting(JobEvent::type).containsExactly(JobEvent.Type.QUEUED));
        post(retry(id)).then().statusCode(409).body("detail", containsString("waits in the queue"));
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, runs", "SUCCEEDED, has succeeded", "REJECTED, was rejected"})
    void any_other_can_not_be_retried(JobStatus status, String how) {
        post(retry(jobs.ended(status)))
                .then()
                .statusCode(409)
                .body("code", equalTo("JOB_STATUS_CONFLICT"))
                .body("detail", containsString(how));
    }

    @Test
    void an_upload_is_not_retried_when_its_content_came_in_again() {
        String content = "The lamp burns from dusk to dawn. " + Ids.next();
        UUID first = upload("first.txt", content);
        post(cancel(first)).then().statusCode(200);
        upload("second.txt", content);

        post(retry(first))
                .then()
                .statusCode(409)
                .body("code", equalTo("JOB_STATUS_CONFLICT"))
                .body("detail", containsString("same content"));
    }

    private static UUID upload(String filename, String content) {
        return UUID.fromString(given().multiPart("files", filename, content.getBytes())
                .post("/upload/default")
                .then()
                .statusCode(202)
                .body("documents[0].status", equalTo("queued"))
                .extract()
                .path("documents[0].jobId"));
    }

    @Test
    void an_unknown_job_is_not_found() {
        post(cancel(Ids.next())).then().statusCode(404).body("code", equalTo("JOB_NOT_FOUND"));
        post(retry(Ids.next())).then().statusCode(404).body("code", equalTo("JOB_NOT_FOUND"));
    }

    @Test
    void jobs_are_cancelled_and_retried_while_redis_is_away() {
        UUID waiting = jobs.recorded(job -> {});
        UUID failed = jobs.ended(JobStatus.FAILED);

        RealServices.withoutRedis(() -> {
            post(cancel(waiting)).then().statusCode(200).body("status", equalTo("cancelled"));
            post(retry(failed)).then().statusCode(202).body("status", equalTo("queued"));
        });
    }
}
