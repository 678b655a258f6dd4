package io.ragline.api.keys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ragline.api.access.WithKeys;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys on a real Redis and a real PostgreSQL. */
@QuarkusTest
@TestProfile(WithKeys.class)
@WithTestResource(RealServices.class)
class KeysTest {
    @Inject
    EntityManager em;

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private static JsonPath make(String body) {
        return as(WithKeys.OPERATOR)
                .body(body)
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @Test
    void aRequestWithoutKeyIsRefusedAndToldHow() {
        given().get("/api/v1/collections")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("X-Request-Id", notNullValue())
                .body("code", equalTo("UNAUTHORIZED"))
                .body("detail", containsString("Authorization: Bearer"));
        given().get("/result/01a2009e-a52f-76ed-8857-b5cf96405831").then().statusCode(401);
        given().get("/v1/models").then().statusCode(401).body("error.code", equalTo("unauthorized"));
        given().get("/q/metrics").then().statusCode(not(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "sk-secret",
                "rl_TestOperator",
                "rl_TestOperator0123456789abcdefghijklmnopqrstuvwxyzABCDEFH",
                "rl_UnknownKey120123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
            })
    void aKeyThatIsNotKnownIsRefused(String key) {
        as(key).get("/api/v1/collections")
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHORIZED"))
                .body("detail", not(containsString(key)));
    }

    @Test
    void eitherHeaderTakesTheKey() {
        as(WithKeys.OPERATOR).get("/api/v1/collections").then().statusCode(200);
        given().header("X-API-Key", WithKeys.OPERATOR)
                .get("/api/v1/collections")
                .then()
                .statusCode(200);
        given().header("Authorization", "bearer " + WithKeys.OPERATOR)
                .get("/api/v1/collections")
                .then()
                .statusCode(200);
    }

    @Test
    void eachRoleMayDoWhatItIsFor() {
        String reader = make("{\"name\":\"r\",\"role\":\"reader\"}").getString("key");
        String admin = make("{\"name\":\"a\",\"role\":\"admin\"}").getString("key");
        as(reader).get("/api/v1/collections").then().statusCode(200);
        as(reader)
                .body("{\"name\":\"new\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        as(admin).body("{\"name\":\"new\"}").post("/api/v1/collections").then().statusCode(201);
        as(admin).get("/api/v1/lanes").then().statusCode(403);
        as(WithKeys.OPERATOR).get("/api/v1/lanes").then().statusCode(200);
        as(admin)
                .body("{\"name\":\"o\",\"role\":\"operator\"}")
                .post("/api/v1/keys")
                .then()
                .statusCode(403);
    }

    @Test
    void theSecretIsShownOnceAndKeptNowhere() {
        JsonPath made = make("{\"name\":\"app\",\"role\":\"writer\"}");
        String key = made.getString("key");
        assertThat(key).matches("rl_[0-9A-Za-z]{55}").startsWith(made.getString("begins"));
        as(WithKeys.OPERATOR)
                .get("/api/v1/keys/" + made.getString("keyId"))
                .then()
                .statusCode(200)
                .body("key", nullValue())
                .body("role", equalTo("writer"));
        String rows = QuarkusTransaction.requiringNew()
                .call(() -> em.createNativeQuery("select coalesce(string_agg(k::text, '|'), '') from api_key k")
                        .getSingleResult()
                        .toString());
        assertThat(rows).contains(made.getString("keyId")).doesNotContain(key.substring(15));
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        JsonPath made = make("{\"name\":\"gone\",\"role\":\"reader\"}");
        as(made.getString("key")).get("/api/v1/collections").then().statusCode(200);
        as(WithKeys.OPERATOR)
                .delete("/api/v1/keys/" + made.getString("keyId"))
                .then()
                .statusCode(200)
                .body("revokedAt", notNullValue());
        as(made.getString("key"))
                .get("/api/v1/collections")
                .then()
                .statusCode(401)
                .body("detail", containsString("revoked"));
        as(WithKeys.OPERATOR).get("/api/v1/keys").then().body("keys.keyId", hasItem(made.getString("keyId")));
    }

    @Test
    void anExpiredKeyIsRefused() {
        JsonPath made = make("{\"name\":\"short\",\"role\":\"reader\",\"expiresAt\":\"%s\"}"
                .formatted(Instant.now().plusSeconds(3600)));
        as(made.getString("key")).get("/api/v1/collections").then().statusCode(200);
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("update api_key set expires_at = now() where id = ?1")
                        .setParameter(1, java.util.UUID.fromString(made.getString("keyId")))
                        .executeUpdate());
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .untilAsserted(() -> as(made.getString("key"))
                        .get("/api/v1/collections")
                        .then()
                        .statusCode(401)
                        .body("detail", containsString("expired")));
        as(WithKeys.OPERATOR)
                .body("{\"name\":\"late\",\"role\":\"reader\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}")
                .post("/api/v1/keys")
                .then()
                .statusCode(400);
    }

    @Test
    void aRotatedKeyMayDoTheSame() {
        JsonPath old = make("{\"name\":\"turn\",\"role\":\"writer\",\"collections\":[\"default\"]}");
        JsonPath next = as(WithKeys.OPERATOR)
                .body("{\"oldValidSeconds\":3600}")
                .post("/api/v1/keys/" + old.getString("keyId") + "/rotate")
                .then()
                .statusCode(201)
                .body("role", equalTo("writer"))
                .body("collections", equalTo(java.util.List.of("default")))
                .extract()
                .jsonPath();
        as(old.getString("key")).get("/api/v1/collections").then().statusCode(200);
        as(next.getString("key")).get("/api/v1/collections").then().statusCode(200);
        as(WithKeys.OPERATOR)
                .body("{}")
                .post("/api/v1/keys/" + next.getString("keyId") + "/rotate")
                .then()
                .statusCode(201);
        as(next.getString("key")).get("/api/v1/collections").then().statusCode(401);
    }

    @Test
    void itIsSaidWhenAKeyWasUsedLast() {
        JsonPath made = make("{\"name\":\"used\",\"role\":\"reader\"}");
        as(made.getString("key")).get("/api/v1/collections").then().statusCode(200);
        as(WithKeys.OPERATOR)
                .get("/api/v1/keys/" + made.getString("keyId"))
                .then()
                .body("lastUsedAt", notNullValue());
    }
}
