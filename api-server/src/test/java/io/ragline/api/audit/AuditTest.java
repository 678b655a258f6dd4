package io.ragline.api.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ragline.api.access.WithKeys;
import io.ragline.catalog.AuditRepository;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit log on a real PostgreSQL. */
@QuarkusTest
@TestProfile(WithKeys.class)
@WithTestResource(RealServices.class)
class AuditTest {
    @Inject
    AuditRepository entries;

    private static RequestSpecification as(String key) {
        return given().header("X-API-Key", key).contentType(ContentType.JSON);
    }

    private static JsonPath make(String name, String role) {
        return as(WithKeys.OPERATOR)
                .body(Map.of("name", name, "role", role))
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static List<Map<String, Object>> log(String query) {
        return as(WithKeys.OPERATOR)
                .get("/api/v1/audit?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("entries");
    }

    @Test
    void itSaysWhoDidWhatAndHoldsNoSecret() {
        JsonPath key = make("audited", "writer");
        as(WithKeys.OPERATOR)
                .delete("/api/v1/keys/" + key.getString("keyId"))
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log("operation=DELETE"))
                        .anySatisfy(entry -> assertThat(entry)
                                .containsEntry("operation", "DELETE /api/v1/keys/{id}")
                                .containsEntry("path", "/api/v1/keys/" + key.getString("keyId"))
                                .containsEntry("keyName", "given at start")
                                .containsEntry("status", 200)
                                .containsKeys("requestId", "address", "at", "keyId")));
        assertThat(log("operation=POST"))
                .anySatisfy(entry -> assertThat(String.valueOf(entry.get("created")))
                        .endsWith("/api/v1/keys/" + key.getString("keyId")));
        String secret = key.getString("key").substring(15);
        assertThat(log("limit=200").toString()).doesNotContain(secret).doesNotContain(WithKeys.OPERATOR);
    }

    @Test
    void whatARoleDidNotAllowIsThereAndReadingIsNot() {
        JsonPath reader = make("curious", "reader");
        as(reader.getString("key")).get("/api/v1/audit").then().statusCode(403);
        as(reader.getString("key")).get("/api/v1/collections").then().statusCode(200);
        as(reader.getString("key"))
                .body("{\"question\":\"Who?\"}")
                .post("/query")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log("keyId=" + reader.getString("keyId")))
                        .singleElement()
                        .satisfies(entry -> assertThat(entry)
                                .containsEntry("operation", "GET /api/v1/audit")
                                .containsEntry("status", 403)));
    }

    @Test
    void itComesInPagesAndRefusesOddPeriods() {
        make("one", "reader");
        make("two", "reader");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log("limit=200")).hasSizeGreaterThan(1));
        JsonPath first = as(WithKeys.OPERATOR).get("/api/v1/audit?limit=1").jsonPath();
        JsonPath second = as(WithKeys.OPERATOR)
                .get("/api/v1/audit?limit=1&cursor=" + first.getString("nextCursor"))
                .jsonPath();
        assertThat(second.getString("entries[0].requestId")).isNotEqualTo(first.getString("entries[0].requestId"));
        as(WithKeys.OPERATOR)
                .get("/api/v1/audit?since=yesterday")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("since"));
        as(WithKeys.OPERATOR).get("/api/v1/audit?keyId=x").then().statusCode(400);
    }

    @Test
    void whatIsOldIsDropped() {
        make("old", "reader");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log("limit=200")).isNotEmpty());
        assertThat(entries.dropBefore(Instant.now().minus(Duration.ofDays(1)))).isZero();
        assertThat(entries.dropBefore(Instant.now().plusSeconds(60))).isPositive();
    }
}
