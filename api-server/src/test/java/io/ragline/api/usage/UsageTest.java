package io.ragline.api.usage;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.ragline.catalog.AnswerRepository;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.UsageFilter;
import io.ragline.catalog.UsageKey;
import io.ragline.catalog.UsageRepository;
import io.ragline.catalog.UsageSum;
import io.ragline.model.GenerationOptions;
import io.ragline.model.JobKind;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.SearchOptions;
import io.ragline.model.Submission;
import io.ragline.model.TokenUsage;
import io.ragline.testing.RealServices;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answering took, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
@TestProfile(UsageTest.Priced.class)
class UsageTest {

    /** Two models have a price, one for both directions. */
    public static class Priced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ragline.chat.model", "large",
                    "ragline.chat.prompt-price", "2.5",
                    "ragline.chat.completion-price", "10",
                    "ragline.chat.models.small.model", "small-2030",
                    "ragline.chat.models.small.prompt-price", "1",
                    "ragline.chat.models.free.model", "free-2030");
        }
    }

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    AnswerRepository answers;

    @Inject
    UsageRepository usage;

    @Inject
    EntityManager em;

    @BeforeEach
    void forget() {
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("delete from usage").executeUpdate());
    }

    private UUID answered(@Nullable String model, @Nullable TokenUsage tokens, @Nullable String cached) {
        return answered(model, tokens, cached, Map.of("embed", 5.0, "search", 10.0, "total", 100.0), job -> {});
    }

    private UUID answered(
            @Nullable String model,
            @Nullable TokenUsage tokens,
            @Nullable String cached,
            Map<String, Double> timings,
            Consumer<JobEntity> change) {
        JobEntity job = JobEntity.accepted(Ids.next(), Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, Submission.STANDARD);
        change.accept(job);
        jobs.accept(job);
        QueryRequest query = new QueryRequest(
                "Why?",
                List.of(Ids.next()),
                SearchOptions.DEFAULT,
                true,
                GenerationOptions.DEFAULT,
                null,
                List.of(),
                false);
        QueryResult result = new QueryResult(
                model == null ? null : "Because.",
                true,
                false,
                model,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                tokens,
                cached,
                timings);
        answers.save(attempts.start(job.id, "test").orElseThrow(), query, result, "{}", Duration.ofDays(1));
        return job.id;
    }

    private void answeredAt(UUID job, String time) {
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("update usage set created_at = ?2 where job_id = ?1")
                        .setParameter(1, job)
                        .setParameter(2, Instant.parse(time))
                        .executeUpdate());
    }

    private static JsonPath usage(String query) {
        return get("/api/v1/usage?format=json&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void a_row_for_each_model_with_what_it_read_and_wrote_and_cost() {
        answered("large", new TokenUsage(1000, 100, false), null);
        answered("large", new TokenUsage(3000, 300, true), null);
        answered("small", new TokenUsage(2_000_000, 7, false), null);
        answered("free", new TokenUsage(5, 5, false), null);
        answered("extractive", TokenUsage.NONE, null);
        answered(null, null, null);

        JsonPath rows = usage("by=model");

        assertThat(rows.getList("rows.model")).containsExactly("extractive", "free", "large", "small", null);
        assertThat(rows.getList("rows.questions")).containsExactly(1, 1, 2, 1, 1);
        assertThat(rows.getList("rows.promptTokens")).containsExactly(0, 5, 4000, 2_000_000, 0);
        assertThat(rows.getList("rows.completionTokens")).containsExactly(0, 5, 400, 7, 0);
        assertThat(rows.getList("rows.estimated")).containsExactly(false, false, true, false, false);
        assertThat(rows.getDouble("rows[2].cost")).isCloseTo(0.01 + 0.004, within(1e-9));
        assertThat(rows.getDouble("rows[3].cost")).isCloseTo(2.0, within(1e-9));
        assertThat(rows.getMap("rows[1]")).doesNotContainKey("cost").doesNotContainKey("day");
        assertThat(usage("by=day").getDouble("rows[0].cost")).isCloseTo(2.014, within(1e-9));
    }

    @Test
    void an_answer_that_was_there_already_took_what_its_question_took() {
        answered("large", null, "exact");
        answered("large", new TokenUsage(20, 5, false), "similar");
        answered("large", new TokenUsage(1000, 100, false), null);

        JsonPath rows = usage("by=model");

        assertThat(rows.getInt("rows[0].questions")).isEqualTo(3);
        assertThat(rows.getInt("rows[0].cached")).isEqualTo(2);
        assertThat(rows.getInt("rows[0].promptTokens")).isEqualTo(1020);
    }

    @Test
    void times_of_each_stage_that_there_was() {
        for (int i = 1; i <= 100; i++) {
            answered("large", TokenUsage.NONE, null, Map.of("search", (double) i, "total", 7.0), job -> {});
        }

        JsonPath rows = usage("by=model");

        assertThat(rows.getDouble("rows[0].latencies.search.mean")).isEqualTo(50.5);
        assertThat(rows.getDouble("rows[0].latencies.search.p50")).isEqualTo(50.5);
        assertThat(rows.getDouble("rows[0].latencies.search.p95")).isCloseTo(95.05, within(0.01));
        assertThat(rows.getMap("rows[0].latencies")).containsOnlyKeys("queue", "search", "total");
    }

    @Test
    void waiting_counts_from_when_a_question_could_have_begun() {
        answered(
                "asked",
                TokenUsage.NONE,
                null,
                Map.of(),
                job -> job.queuedAt = Instant.now().minusSeconds(60));
        answered("due", TokenUsage.NONE, null, Map.of(), job -> {
            job.queuedAt = Instant.now().minusSeconds(3600);
            job.notBefore = Instant.now().minusSeconds(30);
        });
        answered(
                "early",
                TokenUsage.NONE,
                null,
                Map.of(),
                job -> job.queuedAt = Instant.now().plusSeconds(60));

        JsonPath rows = usage("by=model");

        assertThat(rows.getDouble("rows[0].latencies.queue.mean")).isBetween(60_000.0, 120_000.0);
        assertThat(rows.getDouble("rows[1].latencies.queue.mean")).isBetween(30_000.0, 90_000.0);
        assertThat(rows.getDouble("rows[2].latencies.queue.mean")).isZero();
    }

    @Test
    void days_are_days_in_utc_and_limits_are_kept() {
        answeredAt(answered("large", TokenUsage.NONE, null), "2030-01-30T23:59:59.999Z");
        answeredAt(answered("large", TokenUsage.NONE, null), "2030-01-31T00:00:00Z");
        answeredAt(answered("small", TokenUsage.NONE, null), "2030-01-31T23:59:59.999Z");
        answeredAt(answered("large", TokenUsage.NONE, null), "2030-02-01T00:00:00Z");

        assertThat(usage("since=2030-01-01&until=2030-03-01").getList("rows.day"))
                .containsExactly("2030-01-30", "2030-01-31", "2030-01-31", "2030-02-01");
        assertThat(usage("since=2030-01-31&until=2030-01-31&by=day").getList("rows.questions"))
                .containsExactly(2);
        assertThat(usage("since=2030-01-31T00:00:00Z&until=2030-01-31T23:59:59Z&by=day")
                        .getList("rows.questions"))
                .containsExactly(1);
        assertThat(usage("since=2030-01-30T23:00:00-01:00&until=2030-02-01T00:00:00Z&by=key")
                        .getList("rows.questions"))
                .containsExactly(2);
    }

    @Test
    void the_last_thirty_days_unless_said_otherwise() {
        answered("large", TokenUsage.NONE, null);
        answeredAt(answered("large", TokenUsage.NONE, null), "2020-01-01T00:00:00Z");

        JsonPath said = usage("by=day");

        assertThat(said.getList("rows.questions")).containsExactly(1);
        assertThat(Duration.between(Instant.parse(said.getString("since")), Instant.parse(said.getString("until"))))
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void as_csv_by_accept_or_by_format() {
        answered("large", new TokenUsage(1000, 100, false), null);
        for (var request : List.of(
                given().accept("text/csv"), given().accept("application/json").queryParam("format", "csv"))) {
            request.get("/api/v1/usage?by=model")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("text/csv"))
                    .body(startsWith("day,model,key,questions,"))
                    .body(containsString("\r\n,large,,1,0,1000,100,false,0.0035,"));
        }
        given().accept("text/csv").get("/api/v1/usage?format=json").then().contentType("application/json");
        given().accept("application/json, text/csv").get("/api/v1/usage").then().contentType("application/json");
        given().accept("text/csv;q=0.9, application/json;q=0.1")
                .get("/api/v1/usage")
                .then()
                .contentType(startsWith("text/csv"));
    }

    @Test
    void others_have_a_usage_of_their_own() {
        answered("large", TokenUsage.NONE, null);

        List<UsageSum> sums = usage.sums(
                Ids.next(),
                new UsageFilter(Instant.EPOCH, Instant.now().plusSeconds(60), EnumSet.allOf(UsageKey.class)),
                List.of(),
                10);

        assertThat(sums).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "since, yesterday, day",
        "until, 2030-13-01, day",
        "since, 2030-01-31T18:00:00, day",
        "until, +999999-01-31T00:00:00Z, day",
        "since, 2999-01-01, before until",
        "since, 1990-01-01, 1100 days",
        "by, year, 'day, model, key'",
        "by, 'day,', 'day, model, key'",
        "format, xml, csv"
    })
    void a_value_that_makes_no_sense_is_refused_with_what_is_allowed(String field, String value, String allowed) {
        given().queryParam(field, value)
                .get("/api/v1/usage")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"))
                .body("errors.field", contains(field))
                .body("detail", containsString(allowed));
    }
}
