package io.ragline.api.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many questions at once, on a real Redis and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class QueryBatchTest {

    private static ValidatableResponse ask(String key, String... questions) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"questions\": [%s]}".formatted(String.join(", ", questions)))
                .post("/api/v1/queries")
                .then();
    }

    private static String key() {
        return "k-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "collections": ["default", "nowhere"]    | 404 | COLLECTION_NOT_FOUND      | .collections[1]
                    "conversationId": "019f0000-0000-7000-8000-000000000000" | 404 | CONVERSATION_NOT_FOUND | .conversationId
                    "webhookUrl": "http://127.0.0.1/"        | 400 | WEBHOOK_TARGET_REFUSED    | .webhookUrl
                    "model": "none-such"                     | 400 | BAD_REQUEST               | .model
                    "topK": 0                                | 400 | BAD_REQUEST               | .topK
                    """)
    void the_question_that_is_wrong_is_named(String option, int status, String code, String field) {
        ask(key(), "{\"question\": \"Why?\"}", "{\"question\": \"Why not?\", %s}".formatted(option))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("errors.field", contains("questions[1]" + field));
    }

    @Test
    void a_single_question_names_the_collection_as_well() {
        given().contentType(ContentType.JSON)
                .body("{\"question\": \"Why?\", \"collections\": [\"nowhere\"]}")
                .post("/api/v1/query")
                .then()
                .statusCode(404)
                .body("detail", containsString("There is no collection 'nowhere'."))
                .body("errors.field", contains("collections[0]"));
    }

    @Test
    void the_same_questions_sent_twice_are_the_same_jobs() {
        String key = key();
        String one = "{\"question\": \"Who trims the lamp?\"}";
        String two = "{\"question\": \"Who lights the lamp?\"}";
        var first = ask(key, one, two).statusCode(202).extract().jsonPath();

        ask(key, one, two)
                .statusCode(202)
                .body("batchId", equalTo(first.getString("batchId")))
                .body("queries.jobId", equalTo(first.getList("queries.jobId")));
        ask(key, two, one).statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }
}
