package io.ragline.api.jobs;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.testing.RealServices;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of jobs: filters and pages. */
@QuarkusTest
@WithTestResource(RealServices.class)
class JobListTest {
    private static final Instant NEW_YEAR = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    TestJobs jobs;

    @Inject
    CollectionRepository collections;

    private final UUID batch = Ids.next();

    private UUID job(Consumer<JobEntity> change) {
        return jobs.recorded(job -> {
            job.batchId = batch;
            change.accept(job);
        });
    }

    private List<UUID> list(String filter) {
        return get("/api/v1/jobs?batchId=" + batch + "&" + filter)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("jobs.jobId", UUID.class);
    }

    @Test
    void by_status_repeated_or_separated_by_commas() {
        UUID queued = job(job -> {});
        UUID failed = job(job -> job.status = JobStatus.FAILED);
        UUID cancelled = job(job -> job.status = JobStatus.CANCELLED);

        assertThat(list("")).containsExactly(cancelled, failed, queued);
        assertThat(list("status=failed")).containsExactly(failed);
        assertThat(list("status=failed,queued")).containsExactly(failed, queued);
        assertThat(list("status=failed&status=cancelled")).containsExactly(cancelled, failed);
    }

    @Test
    void by_lane_and_kind() {
        UUID question = job(job -> {});
        UUID upload = job(job -> {
            job.kind = JobKind.INGEST_DOCUMENT;
            job.lane = "ingest";
        });

        assertThat(list("lane=query")).containsExactly(question);
        assertThat(list("lane=maintenance")).isEmpty();
        assertThat(list("kind=ingest-document")).containsExactly(upload);
    }

    @Test
    void by_collection() {
        UUID manuals =
                collections.create(Ids.DEFAULT_TENANT, "manuals-" + batch, IndexRepository.IndexSettings.STANDARD).id;
        job(job -> {});
        UUID ofBoth = job(job -> job.collections = new UUID[] {manuals, Ids.next()});

        assertThat(list("collection=manuals-" + batch)).containsExactly(ofBoth);
        get("/api/v1/jobs?collection=nowhere").then().statusCode(404).body("code", equalTo("COLLECTION_NOT_FOUND"));
    }

    @Test
    void by_error() {
        UUID encrypted = job(job -> {
            job.status = JobStatus.FAILED;
            job.errorCode = "DOCUMENT_ENCRYPTED";
        });
        UUID poisoned = job(job -> {
            job.status = JobStatus.FAILED;
            job.errorCode = "POISONED";
        });

        assertThat(list("code=DOCUMENT_ENCRYPTED")).containsExactly(encrypted);
        assertThat(list("quarantined=true")).containsExactly(poisoned);
        assertThat(list("quarantined=true&status=failed,queued")).containsExactly(poisoned);
    }

    @Test
    void by_time() {
        UUID before = job(job -> job.createdAt = NEW_YEAR.minusSeconds(1));
        UUID then = job(job -> job.createdAt = NEW_YEAR);

        assertThat(list("since=2020-01-01T00:00:00Z")).containsExactly(then);
        assertThat(list("until=2020-01-01T01:00:00+01:00")).containsExactly(before);
    }

    @Test
    void pages_show_each_job_once_however_alike_they_are() {
        List<UUID> all = jobs.recorded(25, job -> {
            job.batchId = batch;
            job.createdAt = NEW_YEAR;
        });

        List<UUID> shown = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonPath page =
                    get("/api/v1/jobs?limit=10&batchId=" + batch + cursor).jsonPath();
            shown.addAll(page.getList("jobs.jobId", UUID.class));
            cursor = "&cursor=" + page.getString("nextCursor");
            pages++;
        } while (!cursor.endsWith("null"));

        assertThat(pages).isEqualTo(3);
        assertThat(shown).containsExactlyElementsOf(all.reversed());
    }

    @Test
    void a_full_last_page_has_no_next() {
        jobs.recorded(2, job -> job.batchId = batch);

        get("/api/v1/jobs?limit=2&batchId=" + batch)
                .then()
                .body("jobs.size()", equalTo(2))
                .body("nextCursor", nullValue());
    }

    @Test
    void lists_show_the_short_view() {
        job(job -> {});

        get("/api/v1/jobs?batchId=" + batch)
                .then()
                .body("jobs[0].priority", equalTo("normal"))
                .body("jobs[0].links.events", containsString("/events"))
                .body("jobs[0]", not(hasKey("attempts")))
                .body("jobs[0]", not(hasKey("queuePosition")));
    }

    @ParameterizedTest
    @CsvSource({
        "status, done, 'queued, running, succeeded, failed, cancelled, rejected'",
        "status, ' ', queued",
        "lane, fast, 'query, ingest, maintenance'",
        "kind, question, ingest-document",
        "batchId, one, id",
        "code, OOPS, DOCUMENT_ENCRYPTED",
        "quarantined, no, true",
        "since, yesterday, 2030-01-31T18:00:00Z",
        "until, 2030-01-31, 2030-01-31T18:00:00Z",
        "until, +999999-01-31T00:00:00Z, 2030-01-31T18:00:00Z",
        "limit, 0, 500",
        "limit, 501, 500",
        "cursor, 7, nextCursor",
        "cursor, ÄÖ, nextCursor"
    })
    void a_value_that_makes_no_sense_is_refused_with_what_is_allowed(String field, String value, String allowed) {
        given().queryParam(field, value)
                .get("/api/v1/jobs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("BAD_REQUEST"))
                .body("errors.field", contains(field))
                .body("detail", containsString(allowed));
    }

    @Test
    void filters_that_contradict_each_other_are_refused() {
        get("/api/v1/jobs?quarantined=true&status=queued")
                .then()
                .statusCode(400)
                .body("errors.field", contains("status"));
        get("/api/v1/jobs?quarantined=true&code=BAD_REQUEST")
                .then()
                .statusCode(400)
                .body("errors.field", contains("code"));
    }
}
