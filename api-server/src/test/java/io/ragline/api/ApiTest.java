package io.ragline.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.ResultEntity;
import io.ragline.catalog.ResultRepository;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The API on a real Redis and a real PostgreSQL, without a worker: what is accepted stays queued. */
@QuarkusTest
@WithTestResource(RealServices.class)
class ApiTest {
    private static final byte[] TEXT = "A lighthouse keeper trims the lamp at dusk.".getBytes(StandardCharsets.UTF_8);

    @Inject
    JobRepository jobs;

    @Inject
    ResultRepository results;

    @Test
    void a_question_is_accepted_and_its_result_is_awaited() {
        String jobId = given().contentType(ContentType.JSON)
                .body("{\"question\":\"Who trims the lamp?\"}")
                .post("/query")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/result/"))
                .header("Retry-After", "1")
                .header("X-Request-Id", notNullValue())
                .body("status", equalTo("queued"))
                .body("links.result", containsString("/api/v1/result/"))
                .extract()
                .path("jobId");
        get("/result/" + jobId + "?wait=1").then().statusCode(202).body("status", equalTo("queued"));
        get("/job-status/" + jobId)
                .then()
                .statusCode(200)
                .body("lane", equalTo("query"))
                .body("kind", equalTo("answer-query"));
        get("/api/v1/jobs").then().statusCode(200).body("jobs.jobId", hasItem(jobId));
    }

    @Test
    void a_question_with_a_control_character_is_accepted_without_it() {
        given().contentType(ContentType.JSON)
                .body("{\"question\":\"Who trims\\u0000the lamp?\"}")
                .post("/query")
                .then()
                .statusCode(202);
    }

    @Test
    void an_upload_is_accepted_once_and_recognised_the_second_time() {
        String documentId = given().multiPart("files", "keeper.txt", TEXT)
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(202)
                .body("documents[0].status", equalTo("queued"))
                .body("documents[0].filename", equalTo("keeper.txt"))
                .body("rejected.size()", equalTo(0))
                .extract()
                .path("documents[0].documentId");
        given().multiPart("files", "another-name.txt", TEXT)
                .post("/upload/default")
                .then()
                .statusCode(202)
                .body("documents[0].status", equalTo("duplicate"))
                .body("documents[0].documentId", equalTo(documentId));
        get("/api/v1/documents/" + documentId)
                .then()
                .statusCode(200)
                .body("filename", equalTo("keeper.txt"))
                .body("versions.size()", equalTo(1))
                .body("versions[0].mediaType", equalTo("text/plain"))
                .body("versions[0].warnings.size()", equalTo(0));
    }

    @Test
    void new_content_under_a_known_name_is_a_new_version() {
        String first = upload("manual.txt", "Version one of the manual.");
        String second = upload("manual.txt", "Version two of the manual.");
        get("/api/v1/documents/" + second)
                .then()
                .body("documentId", equalTo(first))
                .body("versions.number", contains(2, 1));
    }

    private static String upload(String filename, String text) {
        return given().multiPart("files", filename, text.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].documentId");
    }

    @Test
    void each_file_of_an_upload_is_accepted_or_rejected_on_its_own() {
        String batchId = given().multiPart(
                        "files", "good.md", "# Good\n\nA good file.".getBytes(StandardCharsets.UTF_8))
                .multiPart("files", "empty.txt", new byte[0])
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(202)
                .body("documents.filename", contains("good.md"))
                .body("rejected.filename", contains("empty.txt"))
                .body("rejected.code", contains("DOCUMENT_EMPTY"))
                .extract()
                .path("batchId");
        get("/api/v1/batches/" + batchId)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("counts.queued", equalTo(1))
                .body("percent", equalTo(0));
    }

    @Test
    void a_file_name_is_cleaned() {
        given().multiPart("files", "../../etc/pass\twd.txt", "Not a password.".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(202)
                .body("documents[0].filename", not(containsString("/")));
    }

    @Test
    void an_empty_question_is_refused() {
        problem("{\"question\":\"  \"}", 400, "QUESTION_EMPTY");
        problem("{}", 400, "QUESTION_EMPTY");
        problem("{\"question\":\"\\u0000 \\u0001\"}", 400, "QUESTION_EMPTY");
        problem("{\"question\":\"" + "x".repeat(4001) + "\"}", 400, "QUESTION_TOO_LONG");
    }

    @Test
    void a_bad_field_is_named() {
        given().contentType(ContentType.JSON)
                .body("{\"question\":\"Why?\",\"topK\":0}")
                .post("/query")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("BAD_REQUEST"))
                .body("retryable", equalTo(false))
                .body("requestId", notNullValue())
                .body("errors.field", contains("topK"));
        problem("{\"question\":\"Why?\",\"tpoK\":3}", 400, "BAD_REQUEST");
        problem("{\"question\":\"Why?\",\"mode\":\"psychic\"}", 400, "BAD_REQUEST");
        problem("{\"question\":", 400, "BAD_REQUEST");
        problem("", 400, "BAD_REQUEST");
    }

    @Test
    void a_large_body_is_refused_before_it_is_read() {
        problem("{\"question\":\"" + "x".repeat(2_000_000) + "\"}", 413, "BODY_TOO_LARGE");
    }

    @Test
    void an_unknown_collection_is_not_found() {
        problem("{\"question\":\"Why?\",\"collections\":[\"nowhere\"]}", 404, "COLLECTION_NOT_FOUND");
        given().multiPart("files", "a.txt", TEXT)
                .post("/api/v1/collections/nowhere/documents")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("COLLECTION_NOT_FOUND"));
    }

    private static void problem(String body, int status, String code) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/query")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", notNullValue())
                .body("status", equalTo(status));
    }

    @Test
    void unknown_ids_are_not_found() {
        UUID unknown = Ids.next();
        get("/result/" + unknown).then().statusCode(404).body("code", equalTo("JOB_NOT_FOUND"));
        get("/api/v1/jobs/" + unknown).then().statusCode(404).body("code", equalTo("JOB_NOT_FOUND"));
        get("/api/v1/documents/" + unknown).then().statusCode(404).body("code", equalTo("DOCUMENT_NOT_FOUND"));
        get("/api/v1/batches/" + unknown).then().statusCode(404);
        get("/api/v1/jobs/not-an-id").then().statusCode(404).contentType("application/problem+json");
        get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        get("/api/v1/collections/%00").then().statusCode(404).body("code", equalTo("COLLECTION_NOT_FOUND"));
    }

    @Test
    void what_cannot_be_read_is_the_callers_mistake() {
        get("/query").then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
        get("/api/v1/jobs?limit=abc").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
        get("/result/" + Ids.next() + "?wait=99").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .body("a")
                .post("/upload/default")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void an_expired_result_is_gone() {
        UUID jobId = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            JobEntity job = JobEntity.accepted(jobId, Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, Submission.STANDARD);
            job.status = JobStatus.SUCCEEDED;
            jobs.persist(job);
            ResultEntity result = new ResultEntity();
            result.jobId = jobId;
            result.tenantId = Ids.DEFAULT_TENANT;
            result.body = "{\"answer\":\"Too late.\"}";
            result.createdAt = Instant.now().minusSeconds(60);
            result.expiresAt = Instant.now().minusSeconds(1);
            results.persist(result);
        });
        get("/result/" + jobId)
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("code", equalTo("RESULT_EXPIRED"));
    }

    @Test
    void a_file_that_cannot_be_read_is_refused_with_its_reason() {
        byte[] program = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0};
        rejected("report.txt", program, 415, "DOCUMENT_TYPE_UNSUPPORTED");
        rejected("empty.pdf", new byte[0], 422, "DOCUMENT_EMPTY");
        rejected("large.txt", "x".repeat(2_000_000).getBytes(StandardCharsets.UTF_8), 413, "DOCUMENT_TOO_LARGE");
        given().multiPart("file", "wrong-part.txt", TEXT)
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"));
    }

    private static void rejected(String filename, byte[] content, int status, String code) {
        given().multiPart("files", filename, content)
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("rejected.filename", contains(filename));
    }

    @Test
    void without_redis_nothing_is_accepted_and_the_caller_is_told_when_to_come_back() {
        RealServices.withoutRedis(() -> {
            given().contentType(ContentType.JSON)
                    .body("{\"question\":\"Is anybody there?\"}")
                    .post("/query")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("QUEUE_UNAVAILABLE"))
                    .body("retryable", equalTo(true));
            get("/api/v1/jobs?limit=1").then().statusCode(200).body("jobs[0].status", equalTo("rejected"));
            get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'Redis' }.status", equalTo("DOWN"));
        });
    }

    @Test
    void collections_are_created_once() {
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"handbooks\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(201)
                .body("name", equalTo("handbooks"));
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"handbooks\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(409)
                .body("code", equalTo("COLLECTION_EXISTS"));
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"../x\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(400);
        get("/api/v1/collections").then().statusCode(200).body("collections.name", hasItem("default"));
    }

    @Test
    void openapi_describes_every_path() {
        get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Ragline"))
                .body("paths.keySet()", hasItem("/api/v1/query"))
                .body("paths['/api/v1/query'].post.responses['202'].content['application/json'].schema", notNullValue())
                .body(
                        "paths.values().collect { it.findAll { k, v -> k != 'parameters' }.values() }.flatten()"
                                + ".collect { it.responses.default.content.keySet() }.flatten()",
                        everyItem(equalTo("application/problem+json")))
                .body("paths.keySet()", everyItem(matchesPattern("(/api)?/v1/.*")))
                .body(
                        "paths.values().collect { it.keySet() }.flatten()",
                        everyItem(oneOf("get", "post", "put", "patch", "delete", "parameters")));
        get("/q/swagger-ui/").then().statusCode(200);
    }
}
