package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How documents are replaced, indexed anew and deleted, through all four processes, down to the files on disk. */
class DocumentLifeIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Stack stack;

    private String collection;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(folder.resolve("home"));
        stack.set("RAGLINE_WORKER_RECONCILE_EVERY", "2s");
        stack.up();
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @BeforeEach
    void createCollection() {
        collection = "c-" + UUID.randomUUID();
        create(Map.of("name", collection));
    }

    private static void create(Map<String, Object> wanted) {
        api().contentType(ContentType.JSON)
                .body(wanted)
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
    }

    private static RequestSpecification api() {
        return RestAssured.given().baseUri(stack.api());
    }

    private JsonNode upload(String filename, String text) throws Exception {
        String answer = api().multiPart("files", filename, text.getBytes(StandardCharsets.UTF_8))
                .post("/upload/" + collection)
                .then()
                .statusCode(202)
                .extract()
                .asString();
        return Stack.json(answer).path("documents").path(0);
    }

    private static void awaitSuccess(String jobId) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stack.get("/api/v1/jobs/" + jobId)
                                .path("status")
                                .asText())
                        .isEqualTo("succeeded"));
    }

    private JsonNode read(String filename, String text) throws Exception {
        JsonNode uploaded = upload(filename, text);
        awaitSuccess(uploaded.path("jobId").asText());
        return uploaded;
    }

    /** The texts of the passages that a question finds. */
    private List<String> hits(String question) throws Exception {
        return hits(Map.of("question", question, "collections", List.of(collection), "generate", false));
    }

    private List<String> hits(Map<String, Object> query) throws Exception {
        String answer = api().contentType(ContentType.JSON)
                .header("Prefer", "wait=20")
                .body(query)
                .post("/query")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<String> texts = new ArrayList<>();
        Stack.json(answer)
                .path("result")
                .path("hits")
                .forEach(hit -> texts.add(hit.path("text").asText()));
        return texts;
    }

    private static long count(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home/blobs"))) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private List<String> hitsOfTeam(String team) throws Exception {
        return hits(Map.of(
                "question",
                "What is kept in the harbour office?",
                "collections",
                List.of(collection),
                "generate",
                false,
                "filter",
                Map.of("field", "metadata.team", "equals", team)));
    }

    @Test
    void metadata_limits_a_search_also_when_it_changes() throws Exception {
        String text = "The harbour office keeps the tide tables. " + UUID.randomUUID();
        String answer = api().multiPart("files", "office.txt", text.getBytes(StandardCharsets.UTF_8))
                .multiPart("metadata", "{\"team\": \"harbour\"}")
                .post("/upload/" + collection)
                .then()
                .statusCode(202)
                .extract()
                .asString();
        JsonNode document = Stack.json(answer).path("documents").path(0);
        awaitSuccess(document.path("jobId").asText());
        read("other.txt", "The harbour office also keeps charts. " + UUID.randomUUID());
        assertThat(hitsOfTeam("harbour")).containsExactly(text);
        assertThat(hitsOfTeam("tower")).isEmpty();

        api().contentType(ContentType.JSON)
                .body(Map.of("metadata", Map.of("team", "tower")))
                .patch("/api/v1/documents/" + document.path("documentId").asText())
                .then()
                .statusCode(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(hitsOfTeam("tower")).containsExactly(text));
        assertThat(hitsOfTeam("harbour")).isEmpty();
    }

    @Test
    void a_deleted_document_leaves_nothing_behind_and_one_with_the_same_content_stays() throws Exception {
        String secret = "The vault code of the harbour office is zebra-" + UUID.randomUUID() + ".";
        JsonNode document = read("secret.txt", secret);
        String documentId = document.path("documentId").asText();
        assertThat(hits("What is the vault code?")).containsExactly(secret);
        assertThat(filesWith(secret)).hasSize(1);
        String chunks = "/api/v1/documents/%s/chunks".formatted(documentId);
        api().get(chunks).then().statusCode(200).body("total", equalTo(1)).body("chunks[0].text", equalTo(secret));
        api().get("/api/v1/documents/" + documentId)
                .then()
                .body("versions[0].characters", equalTo(secret.length()))
                .body("versions[0].stages.extract", greaterThan(-1));

        String other = "c-" + UUID.randomUUID();
        create(Map.of("name", other));
        String kept = collection;
        collection = other;
        JsonNode twin = read("twin.txt", secret);
        collection = kept;
        String job = api().delete("/api/v1/documents/" + documentId)
                .then()
                .statusCode(202)
                .extract()
                .path("jobId");
        assertThat(hits("What is the vault code?")).isEmpty();
        awaitSuccess(job);

        assertThat(filesWith(secret)).hasSize(1);
        assertThat(count("select count(*) from document where id = '%s'".formatted(documentId)))
                .isZero();
        assertThat(count("select count(*) from document_version where document_id = '%s'".formatted(documentId)))
                .isZero();
        assertThat(count("select count(*) from chunk_set where document_id = '%s'".formatted(documentId)))
                .isZero();

        collection = other;
        assertThat(hits("What is the vault code?")).containsExactly(secret);
        awaitSuccess(api().delete("/api/v1/collections/" + other)
                .then()
                .statusCode(202)
                .extract()
                .path("jobId"));
        assertThat(filesWith(secret)).isEmpty();
        assertThat(count("select count(*) from collection where name = '%s'".formatted(other)))
                .isZero();
        assertThat(twin.path("documentId").asText()).isNotEqualTo(documentId);
    }

    @Test
    void questions_see_the_old_version_until_the_new_one_is_complete() throws Exception {
        read("price.txt", "The price of the lamp is ten crowns.");
        String filler = "Lamps need oil, wicks and patience. ".repeat(1_500);
        JsonNode changed = upload("price.txt", "The price of the lamp is twelve crowns.\n\n" + filler);
        List<String> seen = new ArrayList<>();
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    List<String> hits = hits("What is the price of the lamp in crowns?");
                    boolean old = hits.stream().anyMatch(hit -> hit.contains("ten crowns"));
                    boolean fresh = hits.stream().anyMatch(hit -> hit.contains("twelve crowns"));
                    seen.add(old && fresh ? "both" : old ? "old" : fresh ? "new" : "none");
                    return fresh;
                });
        awaitSuccess(changed.path("jobId").asText());
        assertThat(seen).contains("old").endsWith("new").doesNotContain("both", "none");
    }

    @Test
    void a_collection_is_indexed_anew_with_other_chunks_and_another_model_while_it_answers() throws Exception {
        String facts = "The beacon of Ness is green. ".repeat(60) + "\n\n" + "The ferry leaves at noon. ".repeat(60);
        read("facts.txt", facts);
        read("more.txt", "The keeper of Ness is called Ingrid.");
        int before = hits("beacon of Ness").size();
        AtomicBoolean answering = new AtomicBoolean(true);
        List<Integer> sizes = new ArrayList<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            while (answering.get()) {
                try {
                    sizes.add(hits("beacon of Ness").size());
                } catch (Exception e) {
                    sizes.add(-1);
                }
            }
        });

        String batch = api().contentType(ContentType.JSON)
                .body("{\"embeddingModel\": \"all-minilm-l6-v2\", \"chunking\": {\"size\": 64, \"overlap\": 0}}")
                .post("/api/v1/collections/%s/reindex".formatted(collection))
                .then()
                .statusCode(202)
                .body("documents", equalTo(2))
                .extract()
                .path("batchId");
        read("late.txt", "The cat of the keeper is called Storm.");

        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/v1/collections/" + collection)
                        .then()
                        .body("embeddingModel", equalTo("all-minilm-l6-v2"))
                        .body("chunking.size", equalTo(64)));
        api().get("/api/v1/batches/" + batch).then().body("percent", equalTo(100));
        answering.set(false);
        asking.join();
        assertThat(sizes).isNotEmpty().allMatch(size -> size >= Math.min(before, 2));
        assertThat(hits("Who keeps the light of Ness?")).anyMatch(hit -> hit.contains("Ingrid"));
        assertThat(hits("What is the cat called?")).anyMatch(hit -> hit.contains("Storm"));
        assertThat(count("""
                select min(i.chunks) from indexed_version i join collection_index x on x.id = i.index_id
                join document_version v on v.id = i.version_id join document d on d.id = v.document_id
                join collection c on c.id = d.collection_id
                where x.status = 'active' and c.name = '%s' and d.filename = 'facts.txt'""".formatted(collection))).isGreaterThan(8);
    }

    @Test
    void documents_that_are_kept_no_longer_go() throws Exception {
        JsonNode document = read("old.txt", "News of yesterday: the old mill is sold.");
        api().contentType(ContentType.JSON)
                .body("{\"retention\": \"PT1M\"}")
                .patch("/api/v1/collections/" + collection)
                .then()
                .statusCode(200);
        count("""
                with aged as (update document set updated_at = updated_at - interval '2 minutes'
                              where id = '%s' returning 1) select count(*) from aged""".formatted(document.path("documentId").asText()));

        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/v1/documents/"
                                + document.path("documentId").asText())
                        .then()
                        .statusCode(404));
        await().atMost(SOON).until(() -> filesWith("the old mill is sold").isEmpty());
    }
}
