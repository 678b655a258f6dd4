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
    }
}
