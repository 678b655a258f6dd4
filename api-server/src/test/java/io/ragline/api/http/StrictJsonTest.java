package io.ragline.api.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies of requests are taken for, and what the OpenAPI document says of them. */
@QuarkusTest
@WithTestResource(RealServices.class)
class StrictJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"question": "Why?", "topK": 1.5}            | topK
                    {"question": "Why?", "topK": "8"}            | topK
                    {"question": "Why?", "vectorWeight": "0.5"}  | vectorWeight
                    {"question": "Why?", "generate": "true"}     | generate
                    {"question": "Why?", "generate": 1}          | generate
                    {"question": 5}                              | question
                    {"question": "Why?", "mode": 1}              | mode
                    {"question": "Why?", "mode": "1"}            | mode
                    {"question": "Why?", "collections": [7]}     | collections[0]
                    {"question": "Why?", "collections": [" "]}   | collections[0]
                    """)
    void what_is_nearly_right_is_refused(String body, String field) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/query")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"question\": \"Why?\"} and more",
                "{\"question\": \"Why?\"}{}",
                "{\"question\": \"Why?\", \"question\": \"How?\"}",
                "{\"question\": \"Why?\", \"filter\": {\"field\": \"page\", \"equals\": 1, \"equals\": 2}}",
            })
    void what_goes_on_behind_the_end_or_says_two_things_is_refused(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/query")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void what_is_right_is_taken() {
        given().contentType(ContentType.JSON)
                .body(
                        "{\"question\": \"Why?\", \"topK\": 8, \"vectorWeight\": 1, \"minScore\": 0.0, \"mode\": \"text\"}\n")
                .post("/api/v1/query")
                .then()
                .statusCode(202);
    }

    @Test
    void a_name_that_is_none_of_the_possible_ones_is_answered_with_these() {
        given().contentType(ContentType.JSON)
                .body("{\"question\": \"Why?\", \"mode\": \"bm25\"}")
                .post("/api/v1/query")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("mode"))
                .body("detail", containsString("hybrid, vector, text"));
    }

    @Test
    void clients_can_be_made_from_the_openapi_document() {
        JsonPath schemas = get("/q/openapi?format=json").jsonPath().setRootPath("components.schemas");

        assertThat(get("/q/openapi?format=json").asString()).doesNotContain("JsonNode");
        assertThat(String.valueOf(schemas.getMap("Query.properties.filter"))).contains("#/components/schemas/Filter");
        assertThat(schemas.getMap("Filter.properties").keySet())
                .contains("and", "or", "not", "field", "equals", "in", "exists", "gt", "gte", "lt", "lte");
        assertThat(schemas.getString("Filter.properties.and.items.$ref")).isEqualTo("#/components/schemas/Filter");
        assertThat(String.valueOf(schemas.getMap("DocumentChange.properties.metadata")))
                .contains("#/components/schemas/Metadata");
        assertThat(schemas.getString("Metadata.type")).isEqualTo("object");
        for (String field : List.of("pageLabel", "rerankScore", "vectorScore", "textScore", "before", "after")) {
            assertThat(schemas.getList("Hit.properties." + field + ".type", String.class))
                    .as(field)
                    .contains("null");
        }
        assertThat(schemas.getList("QueryResult.properties.answer.type", String.class))
                .containsExactlyInAnyOrder("string", "null");
        assertThat(schemas.getList("QueryResult.properties.rerank.anyOf")).hasSize(2);
        assertThat(schemas.getString("Hit.properties.filename.type")).isEqualTo("string");
    }
}
