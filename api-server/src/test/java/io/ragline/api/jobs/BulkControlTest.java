package io.ragline.api.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobFilter;
import io.ragline.catalog.Reach;
import io.ragline.job.JobQueue;
import io.ragline.model.JobStatus;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancelling and retrying many jobs with one request. */
@QuarkusTest
@WithTestResource(RealServices.class)
class BulkControlTest {
    private static final Logger LOG = Logger.getLogger(BulkControlTest.class);

    @Inject
    TestJobs jobs;

    @Inject
    JobQueue queue;

    @Inject
    BulkControl bulk;

    private final UUID batch = Ids.next();

    private static ValidatableResponse all(String what, String filter) {
        return given().contentType(ContentType.JSON)
                .body(filter)
                .post("/api/v1/jobs/" + what)
                .then();
    }

    private String ofBatch() {
        return "{\"batchId\":\"%s\"}".formatted(batch);
    }

    @BeforeEach
    void awaitRedis() {
        jobs.awaitRedis();
    }

    @Test
    void a_thousand_jobs_are_cancelled_and_retried() {
        int many = 1_250;
        List<UUID> ids = jobs.recorded(many, job -> job.batchId = batch);
        jobs.enqueue(ids);
        jobs.recorded(3, job -> {
            job.batchId = batch;
            job.status = JobStatus.SUCCEEDED;
        });

        Instant start = Instant.now();
        all("cancel", ofBatch())
                .statusCode(200)
                .body("matched", equalTo(many))
                .body("changed", equalTo(many))
                .body("complete", equalTo(true));
        Instant cancelled = Instant.now();
        assertThat(queue.missing(ids)).hasSameSizeAs(ids);
        assertThat(jobs.status(ids.getFirst())).isEqualTo(JobStatus.CANCELLED);
        all("cancel", ofBatch()).body("matched", equalTo(0)).body("complete", equalTo(true));

        Instant again = Instant.now();
        all("retry", ofBatch())
                .statusCode(200)
                .body("matched", equalTo(many))
                .body("changed", equalTo(many))
                .body("complete", equalTo(true));
        LOG.infof(
                "%d jobs cancelled in %s, retried in %s",
                many, Duration.between(start, cancelled), Duration.between(again, Instant.now()));
        assertThat(queue.missing(ids)).isEmpty();
        assertThat(jobs.status(ids.getLast())).isEqualTo(JobStatus.QUEUED);
        all("cancel", ofBatch()).body("changed", equalTo(many));
    }

    @Test
    void work_that_was_not_finished_in_time_goes_on_where_it_stopped() {
        jobs.recorded(1_100, job -> {
            job.batchId = batch;
            job.status = JobStatus.FAILED;
        });
        JobFilter filter = new JobFilter(Set.of(JobStatus.FAILED), null, null, null, batch, null, null, null);

        BulkControl.Outcome first =
                bulk.retry(new BulkControl.Order(Reach.all(Ids.DEFAULT_TENANT), filter, null, Duration.ZERO));
        BulkControl.Outcome rest = bulk.retry(new BulkControl.Order(
                Reach.all(Ids.DEFAULT_TENANT), filter, PageCursor.read(first.nextCursor()), Duration.ofSeconds(20)));

        assertThat(first.complete()).isFalse();
        assertThat(rest.complete()).isTrue();
        assertThat(first.changed() + rest.changed()).isEqualTo(1_100);
        assertThat(first.matched() + rest.matched()).isEqualTo(1_100);
    }

    @Test
    void only_what_can_be_retried_is() {
        String content = "The keeper sleeps by day. " + Ids.next();
        String batchId = upload("first.txt", content).extract().path("batchId");
        all("cancel", "{\"batchId\":\"%s\"}".formatted(batchId)).body("changed", equalTo(1));
        upload("second.txt", content);

        all("retry", "{\"batchId\":\"%s\"}".formatted(batchId))
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("changed", equalTo(0))
                .body("complete", equalTo(true));
    }

    private static ValidatableResponse upload(String filename, String content) {
        return given().multiPart("files", filename, content.getBytes())
                .post("/upload/default")
                .then()
                .statusCode(202);
    }

    @Test
    void a_filter_narrows_what_is_changed() {
        UUID waits = jobs.recorded(job -> job.batchId = batch);
        UUID runs = jobs.recorded(job -> {
            job.batchId = batch;
            job.status = JobStatus.RUNNING;
        });

        all("cancel", "{\"batchId\":\"%s\",\"status\":\"running\"}".formatted(batch))
                .body("changed", equalTo(1));

        assertThat(jobs.status(waits)).isEqualTo(JobStatus.QUEUED);
        assertThat(jobs.status(runs)).isEqualTo(JobStatus.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"cancel, {}", "retry, {}", "cancel, '{\"status\":[]}'"})
    void nobody_means_everything_by_mistake(String what, String body) {
        all(what, body).statusCode(400).body("detail", containsString("at least one"));
    }

    @ParameterizedTest
    @CsvSource({
        "cancel, status, '[\"failed\"]', 'queued'",
        "retry, status, '\"running\"', 'failed'",
        "cancel, quarantined, true, 'have failed'",
        "retry, quarantined, false, 'true'",
        "retry, since, '\"now\"', '2030'"
    })
    void what_makes_no_sense_is_refused(String what, String field, String value, String allowed) {
        all(what, "{\"%s\":%s}".formatted(field, value))
                .statusCode(400)
                .body("errors.field", contains(field))
                .body("detail", containsString(allowed));
    }

    @Test
    void a_body_that_is_no_filter_is_refused() {
        all("cancel", "").statusCode(400);
        all("cancel", "{\"statuses\":\"queued\"}").statusCode(400).body("detail", containsString("statuses"));
    }
}
