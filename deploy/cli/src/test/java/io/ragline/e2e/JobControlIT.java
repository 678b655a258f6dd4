package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people ask of jobs, through all four processes. */
@ExtendWith(SharedStack.Provider.class)
class JobControlIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Stack stack;

    @BeforeAll
    static void start(SharedStack shared) {
        stack = shared.stack();
    }

    private static RequestSpecification api() {
        return RestAssured.given().baseUri(stack.api());
    }

    private static String upload(int words) {
        Random random = new Random();
        String text = IntStream.range(0, words)
                .mapToObj(i -> Integer.toString(random.nextInt(1 << 30), 36) + (i % 12 == 11 ? ".\n\n" : ""))
                .collect(Collectors.joining(" "));
        return api().multiPart("files", "long.txt", text.getBytes(StandardCharsets.UTF_8))
                .post("/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].jobId");
    }

    @Test
    void a_question_is_answered_in_one_request_when_its_caller_waits() {
        api().contentType(ContentType.JSON)
                .header("Prefer", "wait=20")
                .body("{\"question\":\"Who trims the lamp?\"}")
                .post("/query")
                .then()
                .statusCode(200)
                .header("Preference-Applied", "wait=20")
                .body("status", equalTo("succeeded"))
                .body("result.answer", notNullValue());
    }

    @Test
    void a_running_job_stops_when_it_is_cancelled_and_runs_when_it_is_wanted_again() throws Exception {
        String job = "/api/v1/jobs/" + upload(30_000);
        await().atMost(SOON)
                .until(() -> stack.get(job).path("progress").path("percent").asInt() > 20);

        api().post(job + "/cancel").then().statusCode(200);
        Instant cancelled = Instant.now();

        assertThat(stack.get(job).path("status").asText()).isEqualTo("cancelled");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stack.workerLog().contains("counts no more; the job is cancelled"));
        System.out.printf(
                "cancelled, and stopped %d ms later%n",
                Duration.between(cancelled, Instant.now()).toMillis());

        api().post(job + "/retry").then().statusCode(202);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> "succeeded".equals(stack.get(job).path("status").asText()));
        JsonNode attempts = stack.get(job).path("attempts");
        assertThat(attempts.findValuesAsText("outcome")).containsExactly("cancelled", "succeeded");
        String events =
                api().get(job + "/events").then().statusCode(200).extract().asString();
        assertThat(events)
                .contains("event:started", "event:progress", "event:queued")
                .containsOnlyOnce("event:end");
    }

    @Test
    void a_paused_lane_holds_up_nobody_else() throws Exception {
        api().post("/api/v1/lanes/ingest/pause").then().statusCode(200);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stack.workerLog().contains("Paused lanes: [INGEST]"));
        String job = "/api/v1/jobs/" + upload(50);

        a_question_is_answered_in_one_request_when_its_caller_waits();
        assertThat(stack.get(job).path("status").asText()).isEqualTo("queued");

        api().post("/api/v1/lanes/ingest/resume").then().statusCode(200);
        await().atMost(SOON)
                .until(() -> "succeeded".equals(stack.get(job).path("status").asText()));
    }
}
