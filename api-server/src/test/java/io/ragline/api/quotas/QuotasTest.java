package io.ragline.api.quotas;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits on a real Redis and a real PostgreSQL. */
@QuarkusTest
@TestProfile(QuotasTest.Needed.class)
@WithTestResource(RealServices.class)
class QuotasTest {
    /** Made up. */
    static final String OPERATOR = "rl_" + "TestOperator" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    /** Keys are needed, and few wrong ones allowed. */
    public static final class Needed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ragline.auth.mode",
                    "keys",
                    "ragline.admin-key",
                    OPERATOR,
                    "ragline.auth.attempts-per-minute",
                    "5");
        }
    }

    @Inject
    StatefulRedisConnection<String, String> redis;

    @BeforeEach
    void fullBuckets() {
        // whatever a test before did to Redis is over
        await().atMost(20, SECONDS).ignoreExceptions().until(() -> {
            as(OPERATOR)
                    .body("{\"requestsPerMinute\":100000}")
                    .put("/api/v1/quotas")
                    .then()
                    .statusCode(200);
            return as(OPERATOR).get("/api/v1/collections").header("RateLimit-Limit") != null;
        });
        redis.sync().flushall();
        as(OPERATOR).body("{}").put("/api/v1/quotas").then().statusCode(200);
    }

    private record Key(String id, String text) {}

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private static Key key(String role) {
        JsonPath made = as(OPERATOR)
                .body("{\"name\":\"k\",\"role\":\"%s\"}".formatted(role))
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Key(made.getString("keyId"), made.getString("key"));
    }

    private static void limit(Key key, String limits) {
        as(OPERATOR)
                .body(limits)
                .put("/api/v1/keys/" + key.id() + "/quotas")
                .then()
                .statusCode(200);
    }

    private static Response upload(Key key, String... texts) {
        RequestSpecification request = given().header("X-API-Key", key.text());
        for (String text : texts) {
            request.multiPart("files", UUID.randomUUID() + ".txt", text.getBytes(StandardCharsets.UTF_8));
        }
        return request.post("/upload/default");
    }

    private static String text(int bytes) {
        return (UUID.randomUUID() + "x".repeat(bytes)).substring(0, bytes);
    }

    private static Response ask(Key key) {
        return as(key.text()).body("{\"question\":\"Who trims the lamp?\"}").post("/api/v1/query");
    }

    private static List<Response> atOnce(int times, Callable<Response> request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<Response>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(request));
            }
            List<Response> responses = new ArrayList<>();
            for (Future<Response> each : all) {
                responses.add(each.get());
            }
            return responses;
        }
    }

    private static long count(List<Response> responses, int status) {
        return responses.stream().filter(each -> each.statusCode() == status).count();
    }

    @Test
    void without_limits_no_response_speaks_of_any() {
        as(OPERATOR).get("/api/v1/collections").then().statusCode(200).header("RateLimit-Limit", nullValue());
    }

    @Test
    void a_key_makes_as_many_requests_as_it_may_and_is_told_when_to_come_again() {
        Key key = key("reader");
        limit(key, "{\"requestsPerMinute\":3}");
        as(key.text())
                .get("/api/v1/collections")
                .then()
                .statusCode(200)
                .header("RateLimit-Limit", "3")
                .header("RateLimit-Remaining", "2")
                .header("RateLimit-Reset", "20");
        // what is not allowed counts as well
        as(key.text()).get("/api/v1/lanes").then().statusCode(403).header("RateLimit-Remaining", "1");
        as(key.text()).get("/api/v1/collections").then().statusCode(200);
        as(key.text())
                .get("/api/v1/collections")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit-Limit", "3")
                .header("RateLimit-Remaining", "0")
                .header("Retry-After", notNullValue())
                .header("X-Request-Id", notNullValue())
                .body("code", equalTo("QUOTA_EXCEEDED"))
                .body("retryable", equalTo(true))
                .body("detail", containsString("This key may make 3 requests a minute"));
        as(key.text())
                .get("/v1/models")
                .then()
                .statusCode(429)
                .body("error.code", equalTo("rate_limit_exceeded"))
                .body("error.type", equalTo("requests"));
        as(OPERATOR).get("/api/v1/collections").then().statusCode(200);
    }

    @Test
    void what_the_tenant_lacks_is_not_taken_from_the_key() {
        Key key = key("reader");
        limit(key, "{\"requestsPerMinute\":100}");
        as(OPERATOR)
                .body("{\"requestsPerMinute\":2}")
                .put("/api/v1/quotas")
                .then()
                .statusCode(200);
        as(key.text()).get("/api/v1/collections").then().statusCode(200).header("RateLimit-Limit", "2");
        as(key.text()).get("/api/v1/collections").then().statusCode(200);
        as(key.text())
                .get("/api/v1/collections")
                .then()
                .statusCode(429)
                .body("detail", containsString("The tenant may make 2"));

        redis.sync().keys("*requests").stream()
                .filter(each -> !each.contains(key.id()))
                .forEach(each -> redis.sync().del(each));
        assertThat(as(OPERATOR)
                        .get("/api/v1/keys/" + key.id() + "/quotas")
                        .jsonPath()
                        .getInt("used.requestsPerMinute"))
                .isEqualTo(2);
    }

    @Test
    void each_file_of_an_upload_counts() {
        Key key = key("writer");
        limit(key, "{\"uploadsPerDay\":2}");
        Response some = upload(key, "one " + text(40), "two " + text(40), "three " + text(40));
        assertThat(some.statusCode()).isEqualTo(202);
        assertThat(some.jsonPath().getList("documents")).hasSize(2);
        assertThat(some.jsonPath().getString("rejected[0].code")).isEqualTo("QUOTA_EXCEEDED");
        upload(key, text(40))
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header("RateLimit-Limit", "2")
                .body("code", equalTo("QUOTA_EXCEEDED"))
                .body("detail", containsString("2 uploads a day"));
    }

    @Test
    void a_file_that_is_not_accepted_does_not_count() {
        Key key = key("writer");
        limit(key, "{\"uploadsPerDay\":10,\"documents\":1}");
        upload(key, text(40), text(40), text(40)).then().statusCode(202);
        assertThat(as(OPERATOR)
                        .get("/api/v1/keys/" + key.id() + "/quotas")
                        .jsonPath()
                        .getInt("used.uploadsPerDay"))
                .isEqualTo(1);
    }

    @Test
    void as_many_documents_are_accepted_as_there_may_be_however_many_come_at_once() throws Exception {
        Key key = key("writer");
        limit(key, "{\"documents\":7}");
        List<Response> responses = atOnce(25, () -> upload(key, text(60)));
        assertThat(count(responses, 202)).isEqualTo(7);
        assertThat(count(responses, 403)).isEqualTo(18);
        responses.stream()
                .filter(each -> each.statusCode() == 403)
                .forEach(each -> each.then()
                        .header("Retry-After", nullValue())
                        .body("code", equalTo("STORAGE_QUOTA_EXCEEDED"))
                        .body("retryable", equalTo(false)));

        String gone = responses.stream()
                .filter(each -> each.statusCode() == 202)
                .findFirst()
                .orElseThrow()
                .path("documents[0].documentId");
        as(OPERATOR).delete("/api/v1/documents/" + gone).then().statusCode(202);
        upload(key, text(60)).then().statusCode(202);
        upload(key, text(60)).then().statusCode(403);
    }

    @Test
    void bytes_are_counted_of_every_document_that_has_them() {
        Key key = key("writer");
        limit(key, "{\"storedBytes\":100}");
        String sixty = text(60);
        upload(key, sixty).then().statusCode(202);
        upload(key, text(41))
                .then()
                .statusCode(403)
                .body("detail", containsString("keeps 60 bytes in files, and may keep 100; this one has 41"));
        upload(key, text(40)).then().statusCode(202);
        upload(key, text(1)).then().statusCode(403);
        // what is there already is no more than was there
        upload(key, sixty).then().statusCode(202).body("documents[0].status", equalTo("duplicate"));
    }

    @Test
    void a_new_version_is_no_new_document_and_what_failed_does_not_count() {
        Key key = key("writer");
        limit(key, "{\"documents\":1}");
        Response first = named(key, "report.txt", text(50));
        first.then().statusCode(202);
        named(key, "report.txt", text(50)).then().statusCode(202);
        upload(key, text(50)).then().statusCode(403);
        String document = first.path("documents[0].documentId");
        List<String> jobs = as(OPERATOR)
                .get("/api/v1/jobs?kind=ingest-document&status=queued&limit=200")
                .jsonPath()
                .getList("jobs.findAll { it.documentId == '%s' }.jobId".formatted(document));
        assertThat(jobs).hasSize(2);
        jobs.forEach(job ->
                as(OPERATOR).post("/api/v1/jobs/" + job + "/cancel").then().statusCode(200));
        upload(key, text(50)).then().statusCode(202);
        // it would be there again
        as(OPERATOR)
                .post("/api/v1/jobs/" + jobs.getFirst() + "/retry")
                .then()
                .statusCode(403)
                .body("code", equalTo("STORAGE_QUOTA_EXCEEDED"));
    }

    private static Response named(Key key, String name, String text) {
        return given().header("X-API-Key", key.text())
                .multiPart("files", name, text.getBytes(StandardCharsets.UTF_8))
                .post("/upload/default");
    }

    @Test
    void what_was_there_before_the_limit_counts() {
        Key key = key("writer");
        upload(key, text(50), text(50)).then().statusCode(202);
        limit(key, "{\"documents\":3}");
        upload(key, text(50)).then().statusCode(202);
        upload(key, text(50)).then().statusCode(403);
        limit(key, "{}");
        upload(key, text(50)).then().statusCode(202);
    }

    @Test
    void as_many_questions_are_in_flight_as_there_may_be() throws Exception {
        Key key = key("reader");
        limit(key, "{\"questionsInFlight\":4}");
        List<Response> responses = atOnce(20, () -> ask(key));
        assertThat(count(responses, 202)).isEqualTo(4);
        assertThat(count(responses, 429)).isEqualTo(16);
        ask(key).then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("QUOTA_EXCEEDED"))
                .body("detail", containsString("4 questions in flight"));
        String job = responses.stream()
                .filter(each -> each.statusCode() == 202)
                .findFirst()
                .orElseThrow()
                .path("jobId");
        as(OPERATOR).post("/api/v1/jobs/" + job + "/cancel").then().statusCode(200);
        as(key.text())
                .body("{\"questions\":[{\"question\":\"One?\"},{\"question\":\"Two?\"}]}")
                .post("/api/v1/queries")
                .then()
                .statusCode(429);
        ask(key).then().statusCode(202);
        as(OPERATOR).post("/api/v1/jobs/" + job + "/retry").then().statusCode(429);
    }

    @Test
    void limits_are_set_by_those_who_may() {
        Key admin = key("admin");
        Key reader = key("reader");
        as(admin.text()).body("{}").put("/api/v1/quotas").then().statusCode(403);
        as(admin.text()).get("/api/v1/quotas").then().statusCode(200).body("used.documents", notNullValue());
        as(reader.text()).get("/api/v1/quotas").then().statusCode(403);
        as(admin.text())
                .body("{\"documents\":5}")
                .put("/api/v1/keys/" + reader.id() + "/quotas")
                .then()
                .statusCode(200)
                .body("limits.documents", equalTo(5))
                .body("used.documents", equalTo(0));
        as(admin.text())
                .delete("/api/v1/keys/" + reader.id() + "/quotas")
                .then()
                .statusCode(204);
        as(admin.text())
                .get("/api/v1/keys/" + reader.id() + "/quotas")
                .then()
                .statusCode(200)
                .body("limits.documents", nullValue());
        as(OPERATOR)
                .body("{\"documents\":0}")
                .put("/api/v1/quotas")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("documents"));
        as(OPERATOR)
                .body("{\"requestsPerMinute\":1000}")
                .put("/api/v1/tenants/00000000-0000-7000-8000-000000000001/quotas")
                .then()
                .statusCode(200)
                .body("limits.requestsPerMinute", equalTo(1000));
        as(OPERATOR)
                .get("/api/v1/tenants/" + UUID.randomUUID() + "/quotas")
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_NOT_FOUND"));
    }

    @Test
    void whoever_guesses_keys_is_kept_waiting_while_those_who_have_one_go_on() throws Exception {
        as(OPERATOR).get("/api/v1/collections").then().statusCode(200);
        List<Response> guesses = atOnce(
                30,
                () -> as("rl_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12)
                                + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG")
                        .get("/api/v1/collections"));
        assertThat(count(guesses, 401)).isEqualTo(5);
        assertThat(count(guesses, 429)).isEqualTo(25);
        given().header("X-Forwarded-For", "192.0.2.99")
                .get("/api/v1/collections")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("QUOTA_EXCEEDED"))
                .body("detail", containsString("This address may make 5 requests a minute without a valid key"));
        as(OPERATOR).get("/api/v1/collections").then().statusCode(200).header("RateLimit-Limit", nullValue());
    }

    @Test
    void many_who_come_with_a_new_key_at_once_are_all_let_in() throws Exception {
        Key key = key("reader");
        List<Response> responses = atOnce(40, () -> as(key.text()).get("/api/v1/collections"));
        assertThat(count(responses, 200)).isEqualTo(40);
    }

    @Test
    void without_redis_requests_go_on() {
        Key key = key("reader");
        limit(key, "{\"requestsPerMinute\":1}");
        as(key.text()).get("/api/v1/collections").then().statusCode(200);
        as(key.text()).get("/api/v1/collections").then().statusCode(429);
        RealServices.withoutRedis(() -> {
            as(key.text()).get("/api/v1/collections").then().statusCode(200).header("RateLimit-Limit", nullValue());
            as(key.text()).get("/api/v1/collections").then().statusCode(200);
        });
    }
}
