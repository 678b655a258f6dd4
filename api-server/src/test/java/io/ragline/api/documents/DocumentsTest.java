package io.ragline.api.documents;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.catalog.WrittenChunks;
import io.ragline.job.DocumentPasswords;
import io.ragline.model.JobKind;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an upload is taken for, and what documents are known by, on a real Redis and a real PostgreSQL, without a worker. */
@QuarkusTest
@WithTestResource(RealServices.class)
class DocumentsTest {
    @Inject
    AttemptRepository attempts;

    @Inject
    VersionRepository versions;

    @Inject
    IndexRepository indexes;

    @Inject
    JobRepository jobs;

    @Inject
    DocumentPasswords passwords;

    @Inject
    StatefulRedisConnection<String, String> redis;

    private String collection;

    @BeforeEach
    void createCollection() {
        collection = "c-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body(Map.of("name", collection))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse post(RequestSpecification request) {
        return request.post("/api/v1/collections/%s/documents".formatted(collection))
                .then();
    }

    private static RequestSpecification file(String name, String text) {
        return given().multiPart("files", name, text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonPath upload(RequestSpecification request) {
        return post(request).statusCode(202).extract().jsonPath();
    }

    private JsonPath upload(String name, String text) {
        return upload(file(name, text));
    }

    /** Does what a worker does when it is done, without the chunks. */
    private void complete(JsonPath upload) {
        Attempt attempt = attempts.start(UUID.fromString(upload.getString("documents[0].jobId")), "test")
                .orElseThrow();
        var version = versions.get(UUID.fromString(upload.getString("documents[0].versionId")));
        ChunkSet chunks = ChunkSet.of(version, indexes.active(version.collectionId).id, attempt.number());
        versions.beginWriting(attempt, chunks);
        versions.activate(attempt, new WrittenChunks(chunks, 1, null, null));
    }

    private long describing(JsonPath upload) {
        return jobs.count(
                "kind = ?1 and documentId = ?2",
                JobKind.DESCRIBE_DOCUMENT,
                UUID.fromString(upload.getString("documents[0].documentId")));
    }

    private static ValidatableResponse document(JsonPath upload) {
        return get("/api/v1/documents/" + upload.getString("documents[0].documentId"))
                .then()
                .statusCode(200);
    }

    @Test
    void the_same_content_by_another_name_stays_when_the_first_name_gets_other_content() {
        JsonPath first = upload("a.txt", "content X");
        complete(first);
        JsonPath same = upload("b.txt", "content X");
        assertThat(same.getString("documents[0].status")).isEqualTo("duplicate");
        assertThat(same.getString("documents[0].documentId")).isEqualTo(first.getString("documents[0].documentId"));
        document(first).body("filename", equalTo("a.txt")).body("aliases", contains("b.txt"));
        assertThat(same.getString("documents[0].detail")).contains("a.txt").doesNotContain("metadata");
        assertThat(describing(first)).as("indexes are told").isEqualTo(1);
        JsonPath described = upload(file("c.txt", "content X").multiPart("metadata", "{\"year\": 2026}"));
        assertThat(described.getString("documents[0].detail")).contains("metadata", "was not taken over");
        document(first).body("metadata", anEmptyMap());
        upload("c.txt", "content C");
        assertThat(describing(first))
                .as("a name that is taken away is told, too")
                .isEqualTo(3);

        JsonPath changed = upload("a.txt", "content Y");
        complete(changed);

        assertThat(changed.getString("documents[0].documentId"))
                .isNotEqualTo(first.getString("documents[0].documentId"));
        document(changed).body("filename", equalTo("a.txt")).body("activeVersionId", notNullValue());
        document(first)
                .body("filename", equalTo("b.txt"))
                .body("aliases", empty())
                .body("activeVersionId", notNullValue());
    }

    @Test
    void a_change_of_metadata_is_a_change_of_the_document() {
        JsonPath upload = upload("a.txt", "content X");
        Instant before = Instant.parse(document(upload).extract().path("updatedAt"));

        given().contentType(ContentType.JSON)
                .body("{\"metadata\": {\"year\": 2026}}")
                .patch("/api/v1/documents/" + upload.getString("documents[0].documentId"))
                .then()
                .statusCode(200);

        assertThat(Instant.parse(document(upload).extract().path("updatedAt"))).isAfter(before);
    }

    @Test
    void an_alias_that_gets_other_content_becomes_a_document() {
        JsonPath first = upload("a.txt", "content X");
        upload("b.txt", "content X");

        JsonPath changed = upload("b.txt", "content Z");

        assertThat(changed.getString("documents[0].status")).isEqualTo("queued");
        document(changed).body("filename", equalTo("b.txt"));
        document(first)
                .body("filename", equalTo("a.txt"))
                .body("aliases", empty())
                .body("versions", hasSize(1));
    }

    @Test
    void old_content_uploaded_again_while_newer_waits_is_what_the_document_is_to_have() {
        complete(upload("a.txt", "content X"));
        upload("a.txt", "content Y");

        JsonPath back = upload("a.txt", "content X");

        assertThat(back.getString("documents[0].status")).isEqualTo("queued");
        document(back).body("versions.number", contains(3, 2, 1));
    }

    @Test
    void a_document_with_an_id_of_the_callers_is_known_by_it() {
        JsonPath first =
                upload(file("a.txt", "one").multiPart("externalId", "doc/1").multiPart("metadata", "{\"year\": 2026}"));
        JsonPath second = upload(file("b.txt", "two").multiPart("externalId", "doc/1"));
        JsonPath other = upload(file("b.txt", "two").multiPart("externalId", "doc/2"));
        JsonPath named = upload("b.txt", "three");

        assertThat(second.getString("documents[0].documentId")).isEqualTo(first.getString("documents[0].documentId"));
        document(second)
                .body("filename", equalTo("b.txt"))
                .body("externalId", equalTo("doc/1"))
                .body("metadata.year", equalTo(2026))
                .body("versions", hasSize(2));
        assertThat(other.getString("documents[0].status")).isEqualTo("queued");
        assertThat(List.of(other.getString("documents[0].documentId"), named.getString("documents[0].documentId")))
                .doesNotContain(first.getString("documents[0].documentId"))
                .doesNotHaveDuplicates();
        get("/api/v1/collections/%s/documents?externalId=doc/2".formatted(collection))
                .then()
                .body("documents.documentId", contains(other.getString("documents[0].documentId")));
    }

    @Test
    void what_is_said_of_the_files_must_fit_their_number() {
        post(file("a.txt", "one")
                        .multiPart("files", "b.txt", "two".getBytes(StandardCharsets.UTF_8))
                        .multiPart("externalId", "only one"))
                .statusCode(400)
                .body("errors[0].field", equalTo("externalId"));
        post(file("a.txt", "one").multiPart("metadata", "[1, 2]"))
                .statusCode(400)
                .body("errors[0].field", equalTo("metadata"));
        post(file("a.txt", "one").multiPart("metadata", "{\"deep\": {\"er\": 1}}"))
                .statusCode(400)
                .body("errors[0].field", equalTo("metadata"));
    }

    @Test
    void a_text_is_posted_as_json() {
        JsonPath upload = upload(given().contentType(ContentType.JSON).body("""
                        {"text": "# Tides\\n\\nThe tide is highest at new moon.", "title": "Tides", "format": "markdown",
                         "externalId": "tides", "metadata": {"tags": ["sea", "moon"]}}"""));
        document(upload)
                .body("filename", equalTo("Tides.md"))
                .body("externalId", equalTo("tides"))
                .body("metadata.tags", contains("sea", "moon"))
                .body("versions[0].mediaType", equalTo("text/markdown"));
        assertThat(get("/api/v1/documents/%s/content".formatted(upload.getString("documents[0].documentId")))
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString("Tides.md"))
                        .extract()
                        .asString())
                .startsWith("# Tides");
        post(given().contentType(ContentType.JSON).body("{\"text\": \"nameless\"}"))
                .statusCode(400)
                .body("errors[0].field", equalTo("title"));
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void half_a_character_is_refused() {
        for (String body : List.of(
                "{\"text\": \"ok \\ud800\", \"title\": \"t\"}",
                "{\"text\": \"ok\", \"title\": \"\\udc00t\"}",
                "{\"text\": \"ok\", \"title\": \"t\", \"metadata\": {\"a\": \"\\ud800\"}}")) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/v1/collections/" + collection + "/documents")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("BAD_REQUEST"));
        }
    }

    @Test
    void a_version_is_named_by_its_number_or_its_id() {
        JsonPath upload = upload(file("a.txt", "one"));
        String document = "/api/v1/documents/" + upload.getString("documents[0].documentId");
        upload(file("a.txt", "two"));

        for (String version : List.of("1", upload.getString("documents[0].versionId"))) {
            given().queryParam("version", version)
                    .get(document + "/content")
                    .then()
                    .statusCode(200)
                    .body(equalTo("one"));
        }
        given().queryParam("version", 3)
                .get(document + "/content")
                .then()
                .statusCode(404)
                .body("code", equalTo("DOCUMENT_NOT_FOUND"));
    }

    @Test
    void the_files_of_a_zip_are_accepted_or_rejected_each_on_its_own() throws IOException {
        byte[] zip = zip(Map.of(
                "readme.txt", "top",
                "a/readme.txt", "in a",
                "b/readme.txt", "in b",
                "b/again.txt", "in b",
                "b/empty.txt", "",
                "../../evil.txt", "out",
                "__MACOSX/a/._readme.txt", "litter"));

        JsonPath upload = upload(given().multiPart("files", "all.zip", zip));

        assertThat(upload.getList("documents.filename", String.class))
                .containsExactlyInAnyOrder(
                        "readme.txt", "a/readme.txt", "b/readme.txt", "b/again.txt", "../../evil.txt");
        assertThat(upload.getList("rejected.filename", String.class)).containsExactly("b/empty.txt");
        assertThat(upload.getList("documents.documentId", String.class)).doesNotHaveDuplicates();
        get("/api/v1/collections/%s/documents".formatted(collection))
                .then()
                .body(
                        "documents.filename",
                        containsInAnyOrder("readme.txt", "readme.txt", "readme.txt", "again.txt", "evil.txt"));
        get("/api/v1/batches/" + upload.getString("batchId"))
                .then()
                .body("total", equalTo(5))
                .body("rejected", equalTo(1));

        JsonPath again = upload(given().multiPart("files", "all.zip", zip));

        assertThat(again.getList("documents.status", String.class)).containsOnly("duplicate");
        get("/api/v1/batches/" + again.getString("batchId"))
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("percent", equalTo(100))
                .body("duplicates", equalTo(5));
    }

    @Test
    void a_zip_that_is_none_says_so() throws IOException {
        byte[] zip = zip(Map.of("a.txt", "one", "b.txt", "two"));
        for (int i = 30; i < zip.length - 40; i++) {
            zip[i] = (byte) (zip[i] + i);
        }
        post(given().multiPart("files", "broken.zip", zip))
                .statusCode(422)
                .body("rejected[0].code", equalTo("ARCHIVE_UNREADABLE"));
        post(given().multiPart("files", "empty.zip", zip(Map.of())))
                .statusCode(422)
                .body("rejected[0].detail", containsString("holds no file"));
    }

    @Test
    void a_zip_that_is_cut_off_is_rejected_and_no_other_file_with_it() throws IOException {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        List.of("a.txt", "b.txt", "c.txt").forEach(name -> files.put(name, (name + UUID.randomUUID()).repeat(100)));
        byte[] zip = zip(files);
        int lastHeader = new String(zip, StandardCharsets.ISO_8859_1).indexOf("c.txt");

        JsonPath upload = upload(given().multiPart("files", "cut.zip", Arrays.copyOf(zip, lastHeader + 20))
                .multiPart("files", "d.txt", "behind it".getBytes(StandardCharsets.UTF_8)));

        assertThat(upload.getList("documents.filename", String.class)).containsExactly("d.txt");
        assertThat(upload.getList("rejected.filename", String.class)).containsExactly("cut.zip");
        assertThat(upload.getString("rejected[0].code")).isEqualTo("ARCHIVE_UNREADABLE");
        get("/api/v1/batches/" + upload.getString("batchId")).then().body("total", equalTo(1));
    }

    @Test
    void what_is_there_already_is_told_before_it_is_sent() throws Exception {
        upload(file("a.txt", "one").multiPart("externalId", "a"));
        upload(file("b.txt", "two").multiPart("externalId", "b"));

        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "files",
                        List.of(
                                Map.of("externalId", "a", "sha256", sha256("one")),
                                Map.of("externalId", "b", "sha256", sha256("changed")),
                                Map.of("externalId", "c", "sha256", sha256("one")))))
                .post("/api/v1/collections/%s/documents/known".formatted(collection))
                .then()
                .statusCode(200)
                .body("known.externalId", contains("a"))
                .body("known.status", contains("queued"));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_password_goes_to_the_worker_and_is_readable_nowhere_else() {
        String password = "open sesame " + UUID.randomUUID();
        JsonPath upload = upload(file("a.txt", "one").multiPart("password", password));
        UUID jobId = UUID.fromString(upload.getString("documents[0].jobId"));

        assertThat(passwords.find(jobId)).contains(password);
        for (String key : redis.sync().keys("*" + jobId + "*password*")) {
            assertThat(redis.sync().get(key)).doesNotContain(password);
            assertThat(redis.sync().ttl(key)).isPositive();
        }
        document(upload);
        passwords.forget(jobId);
        assertThat(passwords.find(jobId)).isEmpty();
    }

    @Test
    void without_its_password_a_document_is_not_queued() {
        redis.sync().aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.SET));
        try {
            post(file("locked.txt", "secret").multiPart("password", "open sesame"))
                    .statusCode(503)
                    .body("code", equalTo("QUEUE_UNAVAILABLE"))
                    .body("rejected.filename", contains("locked.txt"));
        } finally {
            redis.sync().aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.SET));
        }

        get("/api/v1/jobs?limit=1").then().body("jobs[0].status", equalTo("rejected"));
        JsonPath again = upload(file("locked.txt", "secret").multiPart("password", "open sesame"));
        assertThat(again.getString("documents[0].status")).isEqualTo("queued");
    }

    @Test
    void a_deleted_document_is_gone_at_once_and_its_name_is_free() {
        JsonPath upload = upload("a.txt", "one");
        String documentId = upload.getString("documents[0].documentId");

        given().delete("/api/v1/documents/" + documentId)
                .then()
                .statusCode(202)
                .body("kind", equalTo("delete-document"))
                .body("status", equalTo("queued"));

        get("/api/v1/documents/" + documentId).then().statusCode(404);
        given().delete("/api/v1/documents/" + documentId).then().statusCode(404);
        get("/api/v1/jobs/" + upload.getString("documents[0].jobId")).then().body("status", equalTo("cancelled"));
        get("/api/v1/collections/%s/documents".formatted(collection)).then().body("documents", empty());
        JsonPath again = upload("a.txt", "one");
        assertThat(again.getString("documents[0].status")).isEqualTo("queued");
    }

    @Test
    void a_deleted_collection_is_gone_at_once_and_its_name_is_free() {
        upload("a.txt", "one");

        given().delete("/api/v1/collections/" + collection)
                .then()
                .statusCode(202)
                .body("kind", equalTo("delete-collection"));

        get("/api/v1/collections/" + collection).then().statusCode(404);
        post(file("a.txt", "one")).statusCode(404);
        createAgain();
        get("/api/v1/collections/%s/documents".formatted(collection)).then().body("documents", empty());
    }

    private void createAgain() {
        given().contentType(ContentType.JSON)
                .body(Map.of("name", collection))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
    }

    @Test
    void a_collection_says_how_it_is_cut_and_how_long_it_keeps() {
        String name = "c-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body("""
                        {"name": "%s", "retention": "P30D", "embeddingModel": "all-minilm-l6-v2",
                         "chunking": {"strategy": "fixed", "size": 200, "overlap": 0}}""".formatted(name))
                .post("/api/v1/collections")
                .then()
                .statusCode(201)
                .body("retention", equalTo("P30D"))
                .body("chunking.strategy", equalTo("fixed"))
                .body("embeddingModel", equalTo("all-minilm-l6-v2"));
        given().contentType(ContentType.JSON)
                .body("{\"retention\": null}")
                .patch("/api/v1/collections/" + name)
                .then()
                .statusCode(200)
                .body("retention", nullValue());
        for (String wrong : List.of(
                "\"chunking\": {\"strategy\": \"clever\"}",
                "\"chunking\": {\"size\": 5}",
                "\"chunking\": {\"size\": 100, \"overlap\": 99}",
                "\"embeddingModel\": \"unknown\"",
                "\"retention\": \"soon\"")) {
            given().contentType(ContentType.JSON)
                    .body("{\"name\": \"wrong-%s\", %s}".formatted(UUID.randomUUID(), wrong))
                    .post("/api/v1/collections")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void indexing_anew_takes_the_documents_that_questions_see_and_can_be_given_up() {
        complete(upload("a.txt", "one"));
        upload("b.txt", "two");

        String batch = given().contentType(ContentType.JSON)
                .body("{\"chunking\": {\"size\": 128}}")
                .post("/api/v1/collections/%s/reindex".formatted(collection))
                .then()
                .statusCode(202)
                .body("documents", equalTo(1))
                .extract()
                .path("batchId");
        get("/api/v1/collections/" + collection)
                .then()
                .body("chunking.size", equalTo(256))
                .body("reindexing.chunking.size", equalTo(128))
                .body("reindexing.batchId", equalTo(batch));
        given().noContentType()
                .post("/api/v1/collections/%s/reindex".formatted(collection))
                .then()
                .statusCode(409)
                .body("code", equalTo("REINDEX_RUNNING"));

        given().delete("/api/v1/collections/%s/reindex".formatted(collection))
                .then()
                .statusCode(204);

        get("/api/v1/collections/" + collection).then().body("reindexing", nullValue());
        get("/api/v1/batches/" + batch).then().body("counts.cancelled", equalTo(1));
        given().delete("/api/v1/collections/%s/reindex".formatted(collection))
                .then()
                .statusCode(404);
    }
}
