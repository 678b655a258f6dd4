package io.ragline.api.jobs;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobPriority;
import io.ragline.model.Stage;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that is told of one job. */
@QuarkusTest
@WithTestResource(RealServices.class)
class JobDetailTest {
    @Inject
    TestJobs jobs;

    @Inject
    AttemptRepository attempts;

    @BeforeEach
    void awaitRedis() {
        jobs.awaitRedis();
    }

    @Test
    void a_job_that_waits_tells_its_place() {
        UUID id = jobs.queued();

        get("/api/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("queued"))
                .body("queuePosition", greaterThanOrEqualTo(1))
                .body("attempts.size()", equalTo(0))
                .body("timings.queuedMs", greaterThanOrEqualTo(0))
                .body("timings.runningMs", equalTo(0));
    }

    @Test
    void a_job_that_failed_tells_its_history_and_what_to_do() {
        UUID id = jobs.recorded(job -> {
            job.priority = JobPriority.HIGH;
            job.createdAt = Instant.now().minusSeconds(60);
        });
        Attempt first = attempts.start(id, "host:1").orElseThrow();
        first.stages().enter(Stage.EXTRACT);
        attempts.putOff(first, Instant.now(), new JobFailure(ErrorCode.INDEX_UNAVAILABLE, "The index is away.", true));
        Attempt second = attempts.start(id, "host:2").orElseThrow();
        second.stages().enter(Stage.SEARCH);
        attempts.fail(second, new JobFailure(ErrorCode.DOCUMENT_ENCRYPTED, "It has a password.", false));

        get("/job-status/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("priority", equalTo("high"))
                .body("tries", equalTo(1))
                .body("deaths", equalTo(0))
                .body("$", not(hasKey("queuePosition")))
                .body("error.code", equalTo("DOCUMENT_ENCRYPTED"))
                .body("error.advice", containsString("password"))
                .body("attempts.size()", equalTo(2))
                .body("attempts[0].number", equalTo(1))
                .body("attempts[0].worker", equalTo("host:1"))
                .body("attempts[0].outcome", equalTo("put-off"))
                .body("attempts[0].error.code", equalTo("INDEX_UNAVAILABLE"))
                .body("attempts[0].stages", hasKey("extract"))
                .body("attempts[1].outcome", equalTo("failed"))
                .body("timings.queuedMs", greaterThanOrEqualTo(60_000))
                .body("timings.runningMs", greaterThanOrEqualTo(0))
                .body("timings.stages", hasKey("search"));
    }

    @Test
    void a_code_of_a_newer_version_has_no_advice() {
        assertThat(Advice.on("SOMETHING_NEW")).isNull();
        assertThat(Advice.on("POISONED")).contains("Retry");
    }

    @Test
    void a_job_is_shown_while_redis_is_away() {
        UUID id = jobs.recorded(job -> {});

        RealServices.withoutRedis(() -> get("/api/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("queued"))
                .body("$", not(hasKey("queuePosition"))));
    }
}
