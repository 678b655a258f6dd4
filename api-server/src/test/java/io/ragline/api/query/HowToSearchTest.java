package io.ragline.api.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a question says of how it is to be searched for, on a real Redis and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class HowToSearchTest {
    @Inject
    CollectionRepository collections;

    @Inject
    IndexRepository indexes;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "filter": {"field": "metadata.x", "like": "y"}  | filter.like
                    "filter": {"field": "author", "equals": "y"}    | filter.field
                    "filter": []                                    | filter
                    "filter": {"field": "metadata.x", "gt": 1e999}  | filter.gt
                    "filter": {"field": "metadata.x", "equals": 1e999} | filter.equals
                    "filter": {"field": "metadata.x", "in": [-1e999]} | filter.in[0]
                    "filter": {"and": [{"not": 5}]}                 | filter.and[0].not
                    "vectorWeight": 1.01                            | vectorWeight
                    "minScore": -0.1                                | minScore
                    "topK": 0                                       | topK
                    "topK": 10000                                   | topK
                    """)
    void how_to_search_is_checked(String option, String field) {
        given().contentType(ContentType.JSON)
                .body("{\"question\": \"Why?\", %s}".formatted(option))
                .post("/api/v1/query")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].detail", not(blankOrNullString()));
    }

    @Test
    void a_question_that_is_a_book_is_refused_with_the_limit() {
        given().contentType(ContentType.JSON)
                .body("{\"question\": \"%s\"}".formatted("why ".repeat(25_000)))
                .post("/api/v1/query")
                .then()
                .statusCode(400)
                .body("detail", containsString("4000"));
    }

    @Test
    void more_phrases_than_are_looked_for_are_refused() {
        String phrases = IntStream.range(0, 11)
                .mapToObj(i -> "\\\"phrase %d\\\"".formatted(i))
                .collect(Collectors.joining(" "));

        given().contentType(ContentType.JSON)
                .body("{\"question\": \"%s\"}".formatted(phrases))
                .post("/api/v1/query")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("question"))
                .body("detail", containsString("10 phrases"));
    }

    @Test
    void a_number_without_a_place_among_others_is_no_metadata() {
        given().contentType(ContentType.JSON)
                .body("{\"text\": \"Words.\", \"title\": \"t\", \"metadata\": {\"n\": 1e999}}")
                .post("/api/v1/collections/default/documents")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("metadata"));
    }

    @Test
    void a_collection_whose_model_is_gone_says_so() {
        String name = "c-" + UUID.randomUUID();
        CollectionEntity collection =
                collections.create(Ids.DEFAULT_TENANT, name, IndexRepository.IndexSettings.STANDARD);
        indexes.useModel(indexes.active(collection.id).id, "a-model-of-old", 7);

        String body = "{\"question\": \"Why?\", \"collections\": [\"%s\"], \"mode\": \"%s\"}";
        given().contentType(ContentType.JSON)
                .body(body.formatted(name, "hybrid"))
                .post("/api/v1/query")
                .then()
                .statusCode(409)
                .body("code", equalTo("EMBEDDING_MODEL_MISMATCH"))
                .body("detail", containsString("a-model-of-old"));
        given().contentType(ContentType.JSON)
                .body(body.formatted(name, "text"))
                .post("/api/v1/query")
                .then()
                .statusCode(202);
        given().contentType(ContentType.JSON)
                .body("{\"text\": \"Words.\", \"title\": \"t\"}")
                .post("/api/v1/collections/%s/documents".formatted(name))
                .then()
                .statusCode(409)
                .body("code", equalTo("EMBEDDING_MODEL_MISMATCH"))
                .body("detail", containsString("/api/v1/collections/%s/reindex".formatted(name)));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/collections/%s/reindex".formatted(name))
                .then()
                .statusCode(202);
        given().contentType(ContentType.JSON)
                .body(body.formatted(name, "hybrid"))
                .post("/api/v1/query")
                .then()
                .statusCode(202);
    }
}
