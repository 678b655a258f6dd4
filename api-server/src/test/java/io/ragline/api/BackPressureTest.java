package io.ragline.api;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lane that has more than it can carry refuses new work while the other lane goes on. */
@QuarkusTest
@TestProfile(BackPressureTest.SmallLimits.class)
@WithTestResource(RealServices.class)
class BackPressureTest {

    /** Limits that a test reaches. */
    public static class SmallLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ragline.limits.query.max-waiting", "3", "ragline.limits.ingest.max-age", "1s");
        }
    }

    @Inject
    StatefulRedisConnection<String, String> redis;

    @BeforeEach
    @AfterEach
    void emptyQueue() {
        redis.sync().flushall();
        redis.sync().configSet("maxmemory", "0");
    }

    private static Response ask() {
        return given().contentType(ContentType.JSON)
                .body("{\"question\":\"Who trims the lamp?\"}")
                .post("/query");
    }

    private static Response upload() {
        byte[] text = ("Text " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        return given().multiPart("files", "a.txt", text).post("/upload/default");
    }

    @Test
    void a_lane_that_is_too_deep_refuses_while_the_other_goes_on() {
        await().atMost(10, SECONDS).until(() -> ask().statusCode() == 429);

        ask().then()
                .statusCode(429)
                .header("Retry-After", "10")
                .body("code", equalTo("QUEUE_FULL"))
                .body("retryable", equalTo(true))
                .body("detail", containsString("lane query"));
        String document = given().multiPart(
                        "files", "a.pdf", ("%PDF-1.4\n% " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8))
                .post("/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].documentId");
        given().get("/api/v1/documents/" + document + "/pages/1/image?wait=0")
                .then()
                .statusCode(429)
                .body("code", equalTo("QUEUE_FULL"));
    }

    @Test
    void a_lane_whose_oldest_job_waits_too_long_refuses() {
        upload().then().statusCode(202);

        await().atMost(10, SECONDS).until(() -> upload().statusCode() == 429);

        ask().then().statusCode(202);
    }

    @Test
    void redis_near_its_memory_limit_refuses_uploads_before_questions() {
        // what a server as small as this one uses varies by percents from one moment to the next
        await().atMost(20, SECONDS).untilAsserted(() -> {
            redis.sync().configSet("maxmemory", Long.toString((long) (usedMemory() / 0.90)));
            upload().then().statusCode(429).body("detail", containsString("memory"));
            ask().then().statusCode(202);
        });
    }

    private long usedMemory() {
        return redis.sync()
                .info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .map(line -> line.substring("used_memory:".length()).strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
