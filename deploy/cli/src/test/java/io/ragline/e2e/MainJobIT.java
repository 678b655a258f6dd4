package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job through all four processes, on one stack: what a person uploads is found and cited with its page, and
 * no dying process changes that. In order, because starting a stack takes its time.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
    private static final List<String> MANUAL = List.of(
            "The Orbis 400 is a coffee machine for small offices. It weighs 14 kilograms and brews up to 40 cups an hour.",
            "The water tank holds 3.5 litres. Fill it with cold tap water only, and never with mineral water.",
            "Descale the machine every 90 days with citric acid. Scale that is left longer damages the pump for good.",
            "The brewing pressure is 9 bar. A red lamp shows that the pressure is too low and that the seal has to be changed.",
            "Send broken machines to the workshop in Aarhus. The guarantee covers two years from the day of purchase.");

    @TempDir
    static Path folder;

    private static Stack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(folder.resolve("home"));
        stack.up();
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    @Order(1)
    void an_answer_cites_file_page_and_quote() throws Exception {
        Path manual = TestPdf.write(folder.resolve("orbis-manual.pdf"), MANUAL);

        Stack.Outcome ingest = stack.run("ingest", manual.toString());
        assertThat(ingest.exitCode()).as(ingest.output()).isZero();

        assertCites(
                "How often must the machine be descaled?", 3, "Descale the machine every 90 days with citric acid.");
        assertCites("How much water does the tank hold?", 2, "The water tank holds 3.5 litres.");
        assertCites("Where do I send a broken machine?", 5, "Send broken machines to the workshop in Aarhus.");
    }

    private static void assertCites(String question, int page, String quote) throws Exception {
        JsonNode result = stack.ask("{\"question\":\"%s\"}".formatted(question)).get("result");
        assertThat(result.get("model").asText()).isEqualTo("extractive");
        JsonNode first = result.get("citations").get(0);
        assertThat(first.get("filename").asText()).isEqualTo("orbis-manual.pdf");
        assertThat(first.get("quote").asText()).isEqualTo(quote);
        assertThat(first.get("page").asInt()).isEqualTo(page);
        assertThat(result.get("answer").asText()).contains(quote).contains("[1]");
    }

    @Test
    @Order(2)
    void what_the_documents_do_not_say_is_not_made_up() throws Exception {
        JsonNode result = stack.ask("{\"question\":\"Who won the chess world championship of 1972?\"}")
                .get("result");
        assertThat(result.get("citations")).isEmpty();
        assertThat(result.get("answer").asText()).containsIgnoringCase("nothing");
    }

    @Test
    @Order(3)
    void ask_prints_the_answer_with_its_numbered_citations() throws Exception {
        Stack.Outcome ask = stack.run("ask", "What is the brewing pressure?");
        assertThat(ask.exitCode()).as(ask.output()).isZero();
        assertThat(ask.output()).contains("The brewing pressure is 9 bar.").contains("[1] orbis-manual.pdf, page 4:");
    }

    @Test
    @Order(4)
    void a_document_that_cannot_be_read_fails_with_its_reason_and_holds_up_nobody() throws Exception {
        Path locked = TestPdf.writeEncrypted(folder.resolve("locked.pdf"), MANUAL);
        Stack.Outcome ingest = stack.run("ingest", locked.toString());
        assertThat(ingest.exitCode()).isNotZero();
        assertThat(ingest.output()).contains("DOCUMENT_ENCRYPTED");

        JsonNode failed = stack.get("/api/v1/jobs?limit=1").get("jobs").get(0);
        assertThat(failed.get("status").asText()).isEqualTo("failed");
        assertThat(failed.get("error").get("code").asText()).isEqualTo("DOCUMENT_ENCRYPTED");
        assertThat(failed.get("attempt").asInt()).as("not tried again").isEqualTo(1);
        JsonNode document =
                stack.get("/api/v1/documents/" + failed.get("documentId").asText());
        assertThat(document.get("versions").get(0).get("status").asText()).isEqualTo("failed");
        assertThat(document.get("versions").get(0).get("error").get("code").asText())
                .isEqualTo("DOCUMENT_ENCRYPTED");
        assertCites(
                "How often must the machine be descaled?", 3, "Descale the machine every 90 days with citric acid.");
    }

    @Test
    @Order(5)
    void the_dashboard_shows_the_jobs() {
        RestAssured.given()
                .get(stack.dashboard() + "/dashboard")
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.containsString("JobRunr"));
        String jobs = RestAssured.get(stack.dashboard() + "/api/jobs?state=SUCCEEDED&offset=0&limit=20")
                .asString();
        assertThat(jobs).contains("ingest-document").contains("answer-query");
        RestAssured.given()
                .header("Origin", "http://evil.example")
                .delete(stack.dashboard() + "/api/jobs/" + UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    @Test
    @Order(6)
    void a_new_version_replaces_the_old_one_in_one_step() throws Exception {
        List<String> newer = new ArrayList<>(MANUAL);
        newer.set(
                2,
                "Descale the machine every 30 days with vinegar. Scale that is left longer damages the pump for good.");
        TestPdf.write(folder.resolve("orbis-manual.pdf"), newer);
        assertThat(stack.run("ingest", folder.resolve("orbis-manual.pdf").toString())
                        .exitCode())
                .isZero();

        assertCites("How often must the machine be descaled?", 3, "Descale the machine every 30 days with vinegar.");
        JsonNode hits = stack.ask("{\"question\":\"citric acid\",\"mode\":\"text\",\"generate\":false}")
                .get("result")
                .get("hits");
        assertThat(hits.toString()).doesNotContain("citric acid");
    }

    @Test
    @Order(7)
    void a_worker_killed_in_the_middle_of_an_ingest_loses_nothing() throws Exception {
        int pages = 160;
        Path book = TestPdf.write(
                folder.resolve("logbook.pdf"),
                IntStream.rangeClosed(1, pages).mapToObj(MainJobIT::logbookPage).toList());
        String jobId = RestAssured.given()
                .multiPart("files", book.toFile())
                .post(stack.api() + "/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].jobId");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isHalfEmbedded(jobId));

        stack.process("WORKER").destroyForcibly();

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> stack.get("/api/v1/jobs/" + jobId)
                        .get("status")
                        .asText()
                        .equals("succeeded"));
        assertThat(stack.get("/api/v1/jobs/" + jobId).get("attempt").asInt()).isEqualTo(2);
        for (int page : new int[] {1, 77, pages}) {
            JsonNode hits = stack.ask("{\"question\":\"%s\",\"mode\":\"text\",\"topK\":100,\"generate\":false}"
                            .formatted(beacon(page)))
                    .get("result")
                    .get("hits");
            assertThat(hits).as("found once, not once for each attempt").hasSize(1);
            assertThat(hits.get(0).get("page").asInt()).isLessThanOrEqualTo(page);
            assertThat(hits.get(0).get("endPage").asInt()).isGreaterThanOrEqualTo(page);
        }
        assertChunksAreExactlyThoseOfTheSecondAttempt(jobId);
    }

    private static boolean isHalfEmbedded(String jobId) throws Exception {
        JsonNode progress = stack.get("/api/v1/jobs/" + jobId).path("progress");
        return progress.path("stage").asText().equals("embed")
                && progress.path("done").asInt() > 40;
    }

    private static String beacon(int page) {
        return "zq" + Integer.toString(page + 1000, 36) + "x";
    }

    private static String logbookPage(int page) {
        String filler = IntStream.rangeClosed(1, 14)
                .mapToObj(watch ->
                        ("Watch %d of day %d: wind force %d from the north west, sea state %d, the keeper checked"
                                        + " the lamp, wound the clock and wrote down what he saw.")
                                .formatted(watch, page, watch % 9, (watch + page) % 7))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
        return "On day %d the beacon was %s. %s".formatted(page, beacon(page), filler);
    }

    /** Looks behind the API: the catalogue and the index must agree to the chunk, and nothing be left over. */
    private static void assertChunksAreExactlyThoseOfTheSecondAttempt(String jobId) throws Exception {
        await().atMost(Duration.ofMinutes(1)).until(() -> chunkSetsBeside(jobId) == 0);
        CollectionRef collection;
        ChunkOwner owner;
        int chunks;
        long chunksOfAll;
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    select v.tenant_id, i.index_id, v.document_id, v.id, i.attempt, i.chunks,
                      (select sum(a.chunks) from indexed_version a where a.index_id = i.index_id)
                    from document_version v join job j on j.version_id = v.id join indexed_version i on i.version_id = v.id
                    where j.id = '%s'""".formatted(jobId));
            row.next();
            collection = new CollectionRef(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
            owner = new ChunkOwner(row.getObject(3, UUID.class), row.getObject(4, UUID.class), row.getInt(5));
            chunks = row.getInt(6);
            chunksOfAll = row.getLong(7);
        }
        assertThat(owner.attempt()).isEqualTo(2);
        stack.down();
        try (LuceneChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(stack.indexFolder()))) {
            assertThat(index.count(collection, owner)).isEqualTo(chunks).isGreaterThan(160);
            assertThat(index.count(collection)).isEqualTo(chunksOfAll);
        }
    }

    private static int chunkSetsBeside(String jobId) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(
                    "select count(*) from chunk_set where job_id = '%s' and attempt <> 2".formatted(jobId));
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    @Order(8)
    void data_survives_down_and_up_and_no_process_is_left() throws Exception {
        List<ProcessHandle> before = new ArrayList<>();
        stack.up();
        for (String service : List.of("REDIS", "POSTGRES", "WORKER", "API")) {
            before.add(stack.process(service));
        }
        assertCites("How much water does the tank hold?", 2, "The water tank holds 3.5 litres.");

        stack.down();

        assertThat(before).noneMatch(ProcessHandle::isAlive);
        stack.up();
        assertCites("How much water does the tank hold?", 2, "The water tank holds 3.5 litres.");
    }

    @Test
    @Order(9)
    void what_redis_forgot_is_enqueued_again_from_postgres() throws Exception {
        String jobId;
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    insert into job (id, tenant_id, kind, lane, status, request, created_at)
                    select gen_random_uuid(), tenant_id, kind, lane, 'queued', request, now() - interval '31 seconds'
                    from job where kind = 'answer-query' and status = 'succeeded' limit 1
                    returning id""");
            row.next();
            jobId = row.getString(1);
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> stack.get("/api/v1/jobs/" + jobId)
                        .get("status")
                        .asText()
                        .equals("succeeded"));
    }

    @Test
    @Order(10)
    void the_api_answers_again_after_it_was_killed() throws Exception {
        stack.process("API").destroyForcibly();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> stack.get("/api/v1/jobs?limit=1").get("jobs").size() == 1);
        assertCites("How much water does the tank hold?", 2, "The water tank holds 3.5 litres.");
    }
}
