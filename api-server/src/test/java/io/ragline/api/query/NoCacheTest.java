package io.ragline.api.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.model.QueryRequest;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a question wants a new answer, on a real Redis and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class NoCacheTest {
    private static final String BODY = "{\"question\": \"Why?\"}";

    @Inject
    JobRepository jobs;

    @Inject
    ObjectMapper json;

    private boolean fresh(String jobId) throws Exception {
        JobEntity job = jobs.ofTenant(Ids.DEFAULT_TENANT, UUID.fromString(jobId));
        return json.readValue(job.request, QueryRequest.class).fresh();
    }

    private boolean isAskedFresh(RequestSpecification with) throws Exception {
        return fresh(with.contentType(ContentType.JSON)
                .body(BODY)
                .post("/api/v1/query")
                .then()
                .statusCode(202)
                .extract()
                .path("jobId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "No-Cache", "max-age=0, no-cache", "no-cache,no-store"})
    void the_header_wants_a_new_answer(String header) throws Exception {
        assertThat(isAskedFresh(given().header("Cache-Control", header))).isTrue();
        assertThat(isAskedFresh(given().header("Cache-Control", "max-age=0").header("Cache-Control", header)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "max-age=0", "no-store", "not-no-cache", "no-cache-please"})
    void what_else_it_may_say_does_not(String header) throws Exception {
        assertThat(isAskedFresh(given().header("Cache-Control", header))).isFalse();
    }

    @Test
    void without_it_any_answer_will_do() throws Exception {
        assertThat(isAskedFresh(given())).isFalse();
    }

    @Test
    void it_holds_for_all_of_many_questions() throws Exception {
        String jobId = given().contentType(ContentType.JSON)
                .header("Cache-Control", "no-cache")
                .body("{\"questions\": [%s, %s]}".formatted(BODY, BODY))
                .post("/api/v1/queries")
                .then()
                .statusCode(202)
                .extract()
                .path("queries[1].jobId");

        assertThat(fresh(jobId)).isTrue();
    }
}
