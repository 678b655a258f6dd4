package io.ragline.api.models;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.provider.ModelState;
import io.ragline.provider.ModelStates;
import io.ragline.provider.ModelStates.Kind;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An API whose settings name models. */
@QuarkusTest
@WithTestResource(RealServices.class)
@WithTestResource(ConfiguredModels.class)
class ModelsTest {
    @Inject
    ModelStates states;

    @Test
    void models_are_listed_with_what_they_take_and_what_workers_found() {
        states.put(
                Kind.CHAT,
                "gpt-9",
                new ModelState(false, Instant.parse("2026-01-02T03:04:05Z"), "it does not accept the key"));

        get("/api/v1/models")
                .then()
                .statusCode(200)
                .body(
                        "models.name",
                        contains("gpt-9", "small", "extractive", "bge-small-en-v1.5", "all-minilm-l6-v2", "vectors"))
                .body("models.kind", contains("chat", "chat", "extractive", "embedding", "embedding", "embedding"))
                .body("models.standard", contains(true, false, false, true, false, false))
                .body("models[0].contextTokens", equalTo(16_000))
                .body("models[0].maxAnswerTokens", equalTo(1_024))
                .body("models[0].reachable", equalTo(false))
                .body("models[0].checkedAt", equalTo("2026-01-02T03:04:05Z"))
                .body("models[0].detail", equalTo("it does not accept the key"))
                .body("models[1].model", equalTo("tiny-1"))
                .body("models[1].reachable", nullValue())
                .body("models[2].reachable", equalTo(true))
                .body("models[5].dimensions", equalTo(8))
                .body("models[5].contextTokens", equalTo(300));
    }

    @Test
    void neither_keys_nor_urls_are_shown() {
        assertThat(get("/api/v1/models").asString()).doesNotContain("secret").doesNotContain("models.invalid");
    }

    @Test
    void a_collection_may_be_embedded_by_the_configured_model_within_what_it_reads() {
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"vectors-here\",\"embeddingModel\":\"vectors\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(201)
                .body("embeddingModel", equalTo("vectors"));
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"too-long\",\"embeddingModel\":\"vectors\",\"chunking\":{\"size\":267}}")
                .post("/api/v1/collections")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("at most 266 tokens"));
        get("/v1/models").then().body("data.id", hasItem("vectors"));
    }
}
