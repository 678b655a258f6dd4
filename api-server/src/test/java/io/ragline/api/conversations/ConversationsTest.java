package io.ragline.api.conversations;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.AnswerRepository;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.AttemptSupersededException;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.ConversationRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.MessageRepository;
import io.ragline.model.Citation;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.TokenUsage;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations on a real Redis and a real PostgreSQL. There is no worker: the tests answer. */
@QuarkusTest
@WithTestResource(RealServices.class)
class ConversationsTest {
    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    AnswerRepository answers;

    @Inject
    MessageRepository messages;

    @Inject
    ConversationRepository conversations;

    @Inject
    CollectionRepository collections;

    @Inject
    EntityManager em;

    @Inject
    ObjectMapper json;

    private static String begin(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("conversationId");
    }

    private static ValidatableResponse post(String conversation, String question) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("question", question, "conversationId", conversation))
                .post("/api/v1/query")
                .then();
    }

    private static UUID ask(String conversation, String question) {
        return UUID.fromString(
                post(conversation, question).statusCode(202).extract().path("jobId"));
    }

    private QueryRequest query(UUID job) {
        try {
            return json.readValue(jobs.findJob(job).orElseThrow().request, QueryRequest.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void answer(UUID job, String text) {
        save(attempts.start(job, "test").orElseThrow(), text);
    }

    private void save(Attempt attempt, String text) {
        save(attempt, text, false);
    }

    private void save(Attempt attempt, String text, boolean truncated) {
        QueryRequest query = query(attempt.job().id);
        Citation citation = new Citation(
                1, Ids.next(), Ids.next(), 1, "handbook.pdf", 3, null, "Every 30 days.", 0.9, List.of(), 0, 14);
        QueryResult result = new QueryResult(
                text,
                true,
                truncated,
                "extractive",
                List.of(citation),
                List.of(),
                List.of(),
                null,
                "Standing on its own: " + query.question(),
                query.conversationId(),
                TokenUsage.NONE,
                null,
                Map.of());
        answers.save(attempt, query, result, "{}", Duration.ofDays(1));
    }

    private static JsonPath said(String conversation) {
        return get("/api/v1/conversations/" + conversation + "/messages")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void it_is_begun_named_listed_renamed_and_deleted() {
        String id = given().contentType(ContentType.JSON)
                .body("{\"title\": \"  About filters \"}")
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/conversations/"))
                .body("title", equalTo("About filters"))
                .body("collections", empty())
                .body("questions", equalTo(0))
                .extract()
                .path("conversationId");
        get("/api/v1/conversations").then().body("conversations[0].conversationId", equalTo(id));

        given().contentType(ContentType.JSON)
                .body("{\"title\": \"About pumps\"}")
                .patch("/api/v1/conversations/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("About pumps"));

        get("/api/v1/conversations/" + id).then().body("title", equalTo("About pumps"));
        delete("/api/v1/conversations/" + id).then().statusCode(204);
        get("/api/v1/conversations/" + id).then().statusCode(404).body("code", equalTo("CONVERSATION_NOT_FOUND"));
        delete("/api/v1/conversations/" + id).then().statusCode(404);
        get("/api/v1/conversations/" + id + "/messages").then().statusCode(404);
    }

    @Test
    void what_was_said_is_told_with_its_sources() {
        String id = begin("{}");
        UUID first = ask(id, "How often must the filter be changed? I need to know.");
        answer(first, "Every 30 days. [1]");

        get("/api/v1/conversations/" + id)
                .then()
                .body("title", equalTo("How often must the filter be changed?"))
                .body("questions", equalTo(1));
        get("/api/v1/conversations/" + id + "/messages")
                .then()
                .statusCode(200)
                .body("messages.role", contains("user", "assistant"))
                .body("messages[0].text", equalTo("How often must the filter be changed? I need to know."))
                .body("messages[0].status", equalTo("succeeded"))
                .body("messages[0].jobId", equalTo(first.toString()))
                .body("messages[0]", not(hasKey("sources")))
                .body("messages[1].text", equalTo("Every 30 days. [1]"))
                .body("messages[1].searchedFor", containsString("Standing on its own"))
                .body("messages[1].model", equalTo("extractive"))
                .body("messages[1].answered", equalTo(true))
                .body("messages[1].sources[0].filename", equalTo("handbook.pdf"))
                .body("messages[1].sources[0].page", equalTo(3))
                .body("messages[1].sources[0].quote", equalTo("Every 30 days."));
    }

    @Test
    void a_title_that_was_given_stays() {
        String id = begin("{\"title\": \"Mine\"}");

        ask(id, "How often must the filter be changed?");

        get("/api/v1/conversations/" + id).then().body("title", equalTo("Mine"));
    }

    @Test
    void a_question_is_there_at_once_and_says_what_becomes_of_it() {
        String id = begin("{}");
        UUID failed = ask(id, "Does it fail?");
        UUID cancelled = ask(id, "Is it cancelled?");
        UUID waiting = ask(id, "Does it wait?");
        assertThat(said(id).getList("messages.status")).containsExactly("queued", "queued", "queued");

        attempts.fail(
                attempts.start(failed, "test").orElseThrow(),
                new JobFailure(ErrorCode.MODEL_REFUSED, "The key is not accepted.", false));
        jobs.cancel(cancelled);

        JsonPath said = said(id);
        assertThat(said.getList("messages.status")).containsExactly("failed", "cancelled", "queued");
        assertThat(said.getString("messages[0].error.code")).isEqualTo("MODEL_REFUSED");
        assertThat(messages.before(waiting, 10)).as("nothing was answered").isEmpty();

        jobs.requeue(failed);
        answer(failed, "Now it is answered.");

        assertThat(said(id).getList("messages.text"))
                .containsExactly("Does it fail?", "Now it is answered.", "Is it cancelled?", "Does it wait?");
    }

    @Test
    void a_question_that_the_queue_did_not_take_was_never_said() {
        String id = begin("{}");
        UUID rejected = ask(id, "Is it rejected?");

        jobs.reject(rejected);

        assertThat(said(id).getList("messages")).isEmpty();
    }

    @Test
    void an_answer_is_written_once_however_often_it_is_tried() {
        String id = begin("{}");
        UUID job = ask(id, "How often must the filter be changed?");
        Attempt cutOff = attempts.start(job, "test").orElseThrow();
        answer(job, "Every 30 days.");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> save(cutOff, "Too late.")))
                .isInstanceOf(AttemptSupersededException.class);

        assertThat(said(id).getList("messages.text"))
                .containsExactly("How often must the filter be changed?", "Every 30 days.");
        assertThat(usageRows(job)).isEqualTo(1);
    }

    private long usageRows(UUID job) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) em.createNativeQuery("select count(*) from usage where job_id = ?1")
                                .setParameter(1, job)
                                .getSingleResult())
                        .longValue());
    }

    @Test
    void answers_stand_behind_their_questions_whichever_comes_first() {
        String id = begin("{}");
        UUID one = ask(id, "One?");
        UUID two = ask(id, "Two?");

        answer(two, "2.");
        answer(one, "1.");

        assertThat(said(id).getList("messages.text")).containsExactly("One?", "1.", "Two?", "2.");
    }

    @Test
    void many_questions_at_once_get_a_place_each() throws Exception {
        String id = begin("{}");
        List<Future<UUID>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                String question = "Question " + i + "?";
                asked.add(threads.submit(() -> {
                    UUID job = ask(id, question);
                    answer(job, "Answer to " + question);
                    return job;
                }));
            }
        }
        for (Future<UUID> each : asked) {
            each.get();
        }

        List<String> texts = said(id).getList("messages.text");

        assertThat(texts).hasSize(50).doesNotHaveDuplicates();
        for (int i = 0; i < texts.size(); i += 2) {
            assertThat(texts.get(i + 1)).isEqualTo("Answer to " + texts.get(i));
        }
        get("/api/v1/conversations/" + id).then().body("questions", equalTo(40));
    }

    @Test
    void pages_show_each_message_once_in_either_order() {
        String id = begin("{}");
        for (int i = 0; i < 5; i++) {
            answer(ask(id, "Question " + i + "?"), "Answer " + i + ".");
        }
        List<String> all = said(id).getList("messages.messageId");

        assertThat(pages(id, "asc")).hasSize(10).containsExactlyElementsOf(all);
        assertThat(pages(id, "desc")).containsExactlyElementsOf(all.reversed());
    }

    private static List<String> pages(String id, String order) {
        List<String> shown = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = get("/api/v1/conversations/" + id + "/messages?limit=3&order=" + order + cursor)
                    .jsonPath();
            shown.addAll(page.getList("messages.messageId", String.class));
            cursor = "&cursor=" + page.getString("nextCursor");
        } while (!cursor.endsWith("null"));
        return shown;
    }

    @Test
    void pages_show_each_conversation_once() {
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            begun.add(begin("{}"));
        }

        JsonPath first = get("/api/v1/conversations?limit=2").jsonPath();
        JsonPath second = get("/api/v1/conversations?limit=2&cursor=" + first.getString("nextCursor"))
                .jsonPath();

        assertThat(first.getList("conversations.conversationId", String.class))
                .containsExactly(begun.get(4), begun.get(3));
        assertThat(second.getList("conversations.conversationId", String.class))
                .containsExactly(begun.get(2), begun.get(1));
    }

    @Test
    void its_questions_search_its_collections_unless_they_say_otherwise() {
        String name = "c-" + UUID.randomUUID();
        UUID collection = collections.create(Ids.DEFAULT_TENANT, name, IndexRepository.IndexSettings.STANDARD).id;
        UUID standard = collections.named(Ids.DEFAULT_TENANT, "default").id;
        String id = begin("{\"collections\": [\"%s\"]}".formatted(name));

        UUID there = ask(id, "Where is it?");
        String elsewhere = given().contentType(ContentType.JSON)
                .body(Map.of("question", "Where?", "conversationId", id, "collections", List.of("default")))
                .post("/api/v1/query")
                .then()
                .statusCode(202)
                .extract()
                .path("jobId");

        assertThat(query(there).collectionIds()).containsExactly(collection);
        assertThat(query(UUID.fromString(elsewhere)).collectionIds()).containsExactly(standard);
        assertThat(query(ask(begin("{}"), "Where is it?")).collectionIds()).containsExactly(standard);
    }

    @Test
    void a_conversation_that_is_deleted_while_a_question_runs_stays_deleted() {
        String id = begin("{}");
        UUID job = ask(id, "How often must the filter be changed?");
        Attempt attempt = attempts.start(job, "test").orElseThrow();

        delete("/api/v1/conversations/" + id).then().statusCode(204);
        save(attempt, "Every 30 days.");

        assertThat(jobs.status(job)).contains(JobStatus.SUCCEEDED);
        get("/api/v1/conversations/" + id).then().statusCode(404);
        assertThat(usageRows(job)).isEqualTo(1);
    }

    @Test
    void an_answer_that_was_cut_off_says_so() {
        String id = begin("{}");
        save(attempts.start(ask(id, "How often?"), "test").orElseThrow(), "Every 30", true);
        answer(ask(id, "And in winter?"), "Every 10 days.");

        assertThat(said(id).getList("messages.truncated")).containsExactly(null, true, null, false);
    }

    @Test
    void a_question_for_passages_alone_has_no_answer() {
        String id = begin("{}");
        UUID job = ask(id, "How often must the filter be changed?");
        Attempt attempt = attempts.start(job, "test").orElseThrow();
        QueryResult passages = new QueryResult(
                null, null, false, null, List.of(), List.of(), List.of(), null, null, null, null, null, Map.of());

        answers.save(attempt, query(job), passages, "{}", Duration.ofDays(1));

        assertThat(said(id).getList("messages.status")).containsExactly("succeeded");
    }

    @Test
    void nobody_else_sees_it() {
        UUID id = UUID.fromString(begin("{}"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> conversations.ofTenant(Ids.next(), id)))
                .hasMessageContaining("There is no conversation");
        assertThat(conversations.list(Ids.next(), null, 10)).isEmpty();
    }

    @Test
    void the_same_request_begins_one_conversation() {
        String key = UUID.randomUUID().toString();
        String[] ids = new String[2];
        for (int i = 0; i < 2; i++) {
            ids[i] = given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body("{}")
                    .post("/api/v1/conversations")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("conversationId");
        }

        assertThat(ids[0]).isEqualTo(ids[1]);
    }

    @Test
    void many_questions_in_one_request_are_said_in_their_order_or_not_at_all() {
        String one = begin("{}");
        String two = begin("{}");
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "questions",
                        List.of(
                                Map.of("question", "One?", "conversationId", two),
                                Map.of("question", "Two?", "conversationId", one),
                                Map.of("question", "Three?", "conversationId", two),
                                Map.of("question", "Four?"))))
                .post("/api/v1/queries")
                .then()
                .statusCode(202)
                .body("queries.size()", equalTo(4));

        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "questions",
                        List.of(
                                Map.of("question", "Five?", "conversationId", two),
                                Map.of("question", "Six?", "conversationId", UUID.randomUUID()))))
                .post("/api/v1/queries")
                .then()
                .statusCode(404);

        assertThat(said(two).getList("messages.text")).containsExactly("One?", "Three?");
        assertThat(said(one).getList("messages.text")).containsExactly("Two?");
    }

    @Test
    void an_unknown_conversation_takes_no_question() {
        post(UUID.randomUUID().toString(), "Why?").statusCode(404).body("code", equalTo("CONVERSATION_NOT_FOUND"));
        post("seven", "Why?").statusCode(400).body("errors.field", contains("conversationId"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"title": "   "}                       | 400 | BAD_REQUEST
                    {"title": "\\u0000"}                   | 400 | BAD_REQUEST
                    {"collections": []}                    | 400 | BAD_REQUEST
                    {"collections": [""]}                  | 400 | BAD_REQUEST
                    {"name": "x"}                          | 400 | BAD_REQUEST
                    {"collections": ["no-such-thing"]}     | 404 | COLLECTION_NOT_FOUND
                    """)
    void what_makes_no_sense_is_refused(String body, int status, String code) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/conversations")
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void a_title_has_a_length_and_lists_have_limits() {
        String id = begin("{}");
        for (String body : List.of("{}", "{\"title\": \"%s\"}".formatted("x".repeat(201)))) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .patch("/api/v1/conversations/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("title"));
        }
        for (String field : List.of("limit=0", "limit=201", "cursor=7", "order=up")) {
            get("/api/v1/conversations/" + id + "/messages?" + field)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains(field.substring(0, field.indexOf('='))));
        }
    }
}
