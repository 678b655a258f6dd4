package io.ragline.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.JobPriority;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How jobs are asked to be run: first, later, while somebody waits. */
@QuarkusTest
@WithTestResource(RealServices.class)
class SubmissionTest {
    @Inject
    JobRepository jobs;

    @Inject
    JobQueue queue;

    @Inject
    RedisStorageProvider storage;

    private static ValidatableResponse ask(String more) {
        return given().contentType(ContentType.JSON)
                .body("{\"question\":\"Who trims the lamp?\"%s}".formatted(more))
                .post("/query")
                .then();
    }

    private static UUID asked(String more) {
        return UUID.fromString(ask(more).statusCode(202).extract().path("jobId"));
    }

    @Test
    void an_urgent_question_goes_before_those_that_wait() {
        UUID normal = asked("");
        UUID low = asked(",\"priority\":\"low\"");
        UUID high = asked(",\"priority\":\"high\"");

        assertThat(position(high)).isLessThan(position(normal));
        assertThat(position(normal)).isLessThan(position(low));
        assertThat(jobs.findById(high).priority).isEqualTo(JobPriority.HIGH);
    }

    private long position(UUID jobId) {
        return queue.position(jobId).orElseThrow();
    }

    @Test
    void a_delayed_question_waits_for_its_time() {
        Instant later = Instant.now().plus(Duration.ofHours(1));

        UUID jobId = asked(",\"notBefore\":\"%s\"".formatted(later));

        assertThat(storage.getJobById(jobId).getState()).isEqualTo(StateName.SCHEDULED);
        assertThat(queue.missing(List.of(jobId))).as("the queue has it").isEmpty();
        get("/api/v1/jobs/" + jobId).then().body("status", equalTo("queued")).body("notBefore", containsString("T"));
    }

    @Test
    void a_time_in_the_past_is_now() {
        UUID jobId = asked(",\"notBefore\":\"2001-01-01T00:00:00+01:00\"");

        assertThat(storage.getJobById(jobId).getState()).isEqualTo(StateName.ENQUEUED);
        get("/api/v1/jobs/" + jobId).then().body("notBefore", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "priority, urgent",
        "priority, HIGH",
        "notBefore, tomorrow",
        "notBefore, 2030-01-01T00:00:00",
        "notBefore, +99999-01-01T00:00:00Z"
    })
    void what_cannot_be_understood_is_refused(String field, String value) {
        ask(",\"%s\":\"%s\"".formatted(field, value)).statusCode(400).body("detail", containsString(field));
        given().multiPart("files", "a.txt", "Text".getBytes(StandardCharsets.UTF_8))
                .multiPart(field, value)
                .post("/upload/default")
                .then()
                .statusCode(400)
                .body("detail", containsString(field));
    }

    @Test
    void an_upload_takes_the_same_options() {
        String jobId = given().multiPart(
                        "files", "a.txt", ("Text " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8))
                .multiPart("priority", "low")
                .post("/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].jobId");

        assertThat(jobs.findById(UUID.fromString(jobId)).priority).isEqualTo(JobPriority.LOW);
    }

    @Test
    void a_caller_who_prefers_to_wait_gets_the_receipt_when_it_takes_longer() {
        given().contentType(ContentType.JSON)
                .header("Prefer", "respond-async, wait=1")
                .body("{\"question\":\"Who trims the lamp?\"}")
                .post("/query")
                .then()
                .statusCode(202)
                .header("Preference-Applied", "wait=1")
                .header("Location", containsString("/api/v1/result/"))
                .body("links.result", containsString("/api/v1/result/"));
    }
}
