package io.ragline.api.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.KeptExtraction;
import io.ragline.catalog.PageImageRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.job.JobQueue;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.PageView;
import io.ragline.model.RaglineException;
import io.ragline.testing.RealServices;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures of pages on a real Redis and a real PostgreSQL; the test does what a worker would. */
@QuarkusTest
@WithTestResource(RealServices.class)
class PageImageTest {
    private static final byte[] PICTURE = "\u0089PNG, as far as the API looks".getBytes(StandardCharsets.ISO_8859_1);

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    DocumentRepository documents;

    @Inject
    VersionRepository versions;

    @Inject
    PageImageRepository images;

    @Inject
    JobQueue queue;

    @Inject
    BlobStore blobs;

    @Inject
    ObjectMapper json;

    private String document;

    @BeforeEach
    void uploadPdf() {
        document = upload("p-" + UUID.randomUUID() + ".pdf", "%PDF-1.4\n% " + UUID.randomUUID());
    }

    private static String upload(String filename, String content) {
        return given().multiPart("files", filename, content.getBytes(StandardCharsets.UTF_8))
                .post("/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].documentId");
    }

    private Response image(int page, RequestSpecification request) {
        return request.get("/api/v1/documents/" + document + "/pages/" + page + "/image");
    }

    private ValidatableResponse now(int page, Object... query) {
        RequestSpecification request = given().queryParam("wait", 0);
        for (int i = 0; i < query.length; i += 2) {
            request.queryParam((String) query[i], query[i + 1]);
        }
        return image(page, request).then();
    }

    private static UUID job(ValidatableResponse accepted) {
        return UUID.fromString(accepted.statusCode(202).extract().path("jobId"));
    }

    /** As a worker does. */
    private void draw(UUID jobId, byte[] picture) throws Exception {
        Attempt attempt = attempts.start(jobId, "test").orElseThrow();
        PageView view = json.readValue(attempt.job().request, PageView.class);
        StoredBlob blob = blobs.put(new ByteArrayInputStream(picture));
        images.save(attempt, view, versions.get(view.versionId()).sha256, blob);
    }

    @Test
    void a_picture_that_is_not_there_yet_is_drawn_by_a_job_in_the_lane_of_questions() throws Exception {
        UUID id = job(now(2, "dpi", 100, "highlight", "10,20.5,30,4.25", "highlight", "The lamp, at 5,0,0 dusk.")
                .header("Location", containsString("/api/v1/jobs/"))
                .header("Retry-After", "1")
                .contentType("application/json")
                .body("kind", equalTo("render-page"))
                .body("lane", equalTo("query"))
                .body("status", equalTo("queued"))
                .body("documentId", equalTo(document)));

        JobEntity job = jobs.findJob(id).orElseThrow();
        assertThat(queue.missing(List.of(id))).isEmpty();
        PageView view = json.readValue(job.request, PageView.class);
        assertThat(view.page()).isEqualTo(2);
        assertThat(view.dpi()).isEqualTo(100);
        assertThat(view.highlight().boxes()).hasSize(1).allMatch(box -> box.x() == 10 && box.height() == 4.25f);
        assertThat(view.highlight().quotes()).containsExactly("The lamp, at 5,0,0 dusk.");
        assertThat(job.versionId).as("else its failure would be the version's").isNull();
    }

    @Test
    void for_the_same_picture_there_is_one_job_at_a_time_however_many_ask() throws Exception {
        Set<UUID> drawing = new HashSet<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<UUID>> asked = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                asked.add(callers.submit(() -> job(now(1, "highlight", "the same"))));
            }
            for (Future<UUID> each : asked) {
                drawing.add(each.get());
            }
        }

        assertThat(drawing).hasSize(1);
        assertThat(job(now(1, "highlight", "another"))).isNotIn(drawing);
        assertThat(job(now(1, "dpi", 72, "highlight", "the same"))).isNotIn(drawing);
        assertThat(job(now(1))).isNotIn(drawing);
    }

    @Test
    void once_drawn_it_is_served_with_what_caches_need() throws Exception {
        draw(job(now(1, "highlight", "a", "highlight", "b")), PICTURE);

        ValidatableResponse served = now(1, "highlight", "b", "highlight", "a")
                .statusCode(200)
                .contentType("image/png")
                .header("Content-Length", Integer.toString(PICTURE.length))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-cache");
        assertThat(served.extract().asByteArray()).isEqualTo(PICTURE);
        String tag = served.extract().header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        now(1, "highlight", "a", "highlight", "b", "version", 1)
                .statusCode(200)
                .header("ETag", tag)
                .header("Cache-Control", "private, max-age=31536000, immutable");

        RequestSpecification known =
                given().queryParam("highlight", "a", "b").header("If-None-Match", "\"x\", W/" + tag);
        Response notModified = image(1, known);
        assertThat(notModified.statusCode()).isEqualTo(304);
        assertThat(notModified.header("ETag")).isEqualTo(tag);
        assertThat(notModified.asByteArray()).isEmpty();
        image(1, given().queryParam("highlight", "a", "b").header("If-None-Match", "\"x\""))
                .then()
                .statusCode(200);
    }

    @Test
    void head_tells_the_same_without_the_picture() throws Exception {
        draw(job(now(1)), PICTURE);

        Response head = given().head("/api/v1/documents/" + document + "/pages/1/image");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.contentType()).isEqualTo("image/png");
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(PICTURE.length));
        assertThat(head.header("ETag")).isNotNull();
        assertThat(head.asByteArray()).isEmpty();
    }

    @Test
    void who_waits_gets_the_picture_as_soon_as_it_is_drawn() throws Exception {
        UUID id = job(now(1));
        CompletableFuture<Response> waiting =
                CompletableFuture.supplyAsync(() -> image(1, given().queryParam("wait", 30)));
        await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

        Instant drawn = Instant.now();
        draw(id, PICTURE);

        Response response = waiting.join();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asByteArray()).isEqualTo(PICTURE);
        assertThat(Instant.now()).isBefore(drawn.plusSeconds(20));
    }

    @Test
    void why_a_picture_can_t_be_drawn_is_told_and_remembered_for_a_while() {
        UUID id = job(now(1, "highlight", "dawn"));
        attempts.fail(
                attempts.start(id, "test").orElseThrow(),
                new JobFailure(ErrorCode.QUOTE_NOT_FOUND, "'dawn' does not stand on page 1.", false));

        now(1, "highlight", "dawn")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("QUOTE_NOT_FOUND"))
                .body("detail", equalTo("'dawn' does not stand on page 1."));
        assertThat(job(now(1, "highlight", "dusk"))).isNotEqualTo(id);
    }

    @Test
    void who_waits_is_told_of_a_failure_too() {
        UUID id = job(now(3));
        CompletableFuture<Response> waiting =
                CompletableFuture.supplyAsync(() -> image(3, given().queryParam("wait", 30)));
        await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

        attempts.fail(
                attempts.start(id, "test").orElseThrow(),
                new JobFailure(ErrorCode.PAGE_NOT_FOUND, "There is no page 3.", false));

        waiting.join().then().statusCode(404).body("code", equalTo("PAGE_NOT_FOUND"));
    }

    @Test
    void a_job_that_was_cancelled_is_followed_by_another() {
        UUID first = job(now(1));
        given().post("/api/v1/jobs/" + first + "/cancel").then().statusCode(200);

        assertThat(job(now(1))).isNotEqualTo(first);
    }

    @Test
    void a_picture_whose_blob_is_gone_is_drawn_anew() throws Exception {
        byte[] own = ("own " + document).getBytes(StandardCharsets.UTF_8);
        UUID first = job(now(1));
        draw(first, own);
        String tag = now(1).statusCode(200).extract().header("ETag");

        blobs.delete(tag.replace("\"", ""));
        UUID second = job(now(1));
        draw(second, own);

        assertThat(second).isNotEqualTo(first);
        now(1).statusCode(200).header("ETag", tag);
    }

    @Test
    void each_version_has_its_own_pictures() throws Exception {
        String filename = given().get("/api/v1/documents/" + document).path("filename");
        draw(job(now(1, "version", 1)), PICTURE);
        assertThat(upload(filename, "%PDF-1.4\n% newer " + UUID.randomUUID())).isEqualTo(document);
        List<String> ids = given().get("/api/v1/documents/" + document).path("versions.versionId");

        now(1, "version", 1).statusCode(200);
        now(1, "version", ids.get(1)).statusCode(200);
        now(1, "version", 2).statusCode(202);
        now(1).statusCode(202);
        now(1, "version", 3).statusCode(404).body("code", equalTo("DOCUMENT_NOT_FOUND"));
    }

    @Test
    void formats_without_pages_say_so() {
        document = upload("t-" + UUID.randomUUID() + ".txt", "A text " + UUID.randomUUID());

        now(1).statusCode(409)
                .body("code", equalTo("PAGE_IMAGE_UNAVAILABLE"))
                .body("detail", containsString("text/plain"));
    }

    @Test
    void a_page_that_the_document_does_not_have_is_not_found() {
        String versionId = given().get("/api/v1/documents/" + document).path("versions[0].versionId");
        String pages = blobs.put(new ByteArrayInputStream(PICTURE)).sha256();
        UUID job = jobs.find("versionId", UUID.fromString(versionId)).firstResult().id;
        Attempt reading = attempts.start(job, "test").orElseThrow();
        versions.rememberExtraction(reading, UUID.fromString(versionId), new KeptExtraction(pages, 3, 100, "[]", "{}"));

        now(0).statusCode(404).body("code", equalTo("PAGE_NOT_FOUND"));
        now(4).statusCode(404).body("code", equalTo("PAGE_NOT_FOUND")).body("detail", containsString("1 to 3"));
        now(3).statusCode(202);
        document = UUID.randomUUID().toString();
        now(1).statusCode(404).body("code", equalTo("DOCUMENT_NOT_FOUND"));
    }

    @Test
    void what_can_t_be_understood_is_refused_by_name() {
        now(1, "dpi", 71).statusCode(400).body("errors[0].field", equalTo("dpi"));
        now(1, "dpi", 301).statusCode(400);
        image(1, given().queryParam("wait", 31)).then().statusCode(400);
        now(1, "highlight", "10,10,0,5").statusCode(400).body("errors[0].field", equalTo("highlight"));
        now(1, "highlight", " ").statusCode(400);
        now(1, "highlight", "a".repeat(4_001)).statusCode(400);
        RequestSpecification many = given();
        for (int i = 0; i < 51; i++) {
            many.queryParam("highlight", "quote " + i);
        }
        image(1, many).then().statusCode(400);
    }

    @Test
    void a_long_quote_fits_into_the_url() {
        now(1, "highlight", "Gl\u00fchlampe \u201cPr\u00fcfung\u201d ".repeat(180))
                .statusCode(202);
    }

    @Test
    void a_document_that_is_deleted_meanwhile_gets_no_picture() throws Exception {
        UUID id = job(now(1));
        Attempt attempt = attempts.start(id, "test").orElseThrow();
        PageView view = json.readValue(attempt.job().request, PageView.class);
        DocumentVersionEntity version = versions.get(view.versionId());
        QuarkusTransaction.requiringNew().run(() -> documents.findById(version.documentId).deletedAt = Instant.now());

        StoredBlob picture = blobs.put(new ByteArrayInputStream(PICTURE));
        assertThatThrownBy(() -> images.save(attempt, view, version.sha256, picture))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_NOT_FOUND));
        assertThat(images.find(view).orElseThrow().blob()).isNull();
        now(1).statusCode(404);
    }
}
