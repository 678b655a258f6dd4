package io.ragline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.catalog.IdempotencyRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServices.class)
class IdempotencyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    IdempotencyRepository requests;

    @Inject
    Idempotency idempotency;

    private static ValidatableResponse ask(String key, String question) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"question\":\"%s\"}".formatted(question))
                .post("/query")
                .then();
    }

    private static ValidatableResponse upload(String key, String filename, String text) {
        return given().header("Idempotency-Key", key)
                .multiPart("files", filename, text.getBytes(StandardCharsets.UTF_8))
                .post("/upload/default")
                .then();
    }

    @Test
    void the_same_question_sent_twice_is_one_job() {
        String key = "k-" + UUID.randomUUID();
        String first = ask(key, "Who trims the lamp?").statusCode(202).extract().path("jobId");

        ask(key, "Who trims the lamp?").statusCode(202).body("jobId", equalTo(first));
    }

    @Test
    void a_key_is_good_for_one_request_only() {
        String key = "k-" + UUID.randomUUID();
        ask(key, "Who trims the lamp?").statusCode(202);

        ask(key, "Who lights the lamp?").statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        upload(key, "lamp.txt", "The lamp.").statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void the_same_upload_sent_twice_gets_the_same_receipt() {
        String key = "k-" + UUID.randomUUID();
        String text = "Text " + UUID.randomUUID();
        String batch = upload(key, "a.txt", text)
                .statusCode(202)
                .body("documents[0].status", equalTo("queued"))
                .extract()
                .path("batchId");

        upload(key, "a.txt", text)
                .statusCode(202)
                .body("batchId", equalTo(batch))
                .body("documents[0].status", equalTo("queued"));
        upload(key, "a.txt", text + "!").statusCode(422);
    }

    @Test
    void a_request_that_was_refused_leaves_its_key_free() {
        String key = "k-" + UUID.randomUUID();
        upload(key, "empty.txt", "").statusCode(422).body("code", equalTo("DOCUMENT_EMPTY"));

        upload(key, "full.txt", "Text " + key).statusCode(202);
    }

    @Test
    void a_key_that_is_no_key_is_refused() {
        ask("two words", "Who?").statusCode(400).body("detail", notNullValue());
        ask("k".repeat(256), "Who?").statusCode(400);
    }

    @Test
    void of_many_equal_requests_at_once_one_is_accepted() throws Exception {
        String key = "k-" + UUID.randomUUID();
        Callable<ValidatableResponse> same = () -> ask(key, "Who trims the lamp?");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<ValidatableResponse>> answers =
                    threads.invokeAll(Stream.generate(() -> same).limit(16).toList());

            List<String> jobs = new ArrayList<>();
            for (Future<ValidatableResponse> answer : answers) {
                int status = answer.get().extract().statusCode();
                assertThat(status).isIn(202, 409);
                if (status == 202) {
                    jobs.add(answer.get().extract().path("jobId"));
                } else {
                    answer.get().header("Retry-After", "1").body("code", equalTo("IDEMPOTENCY_KEY_IN_USE"));
                }
            }
            assertThat(jobs).isNotEmpty().containsOnly(jobs.getFirst());
        }
    }

    /** An answer that can't be kept. */
    static final class Unspeakable {
        public String getAnswer() {
            throw new IllegalStateException("No words");
        }
    }

    @Test
    void work_that_was_done_is_not_done_again_because_its_answer_was_lost() {
        String key = "k-" + UUID.randomUUID();
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        idempotency.once(key, new Fingerprint("test"), Unspeakable.class, id -> new Unspeakable()));

        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() ->
                        idempotency.once(key, new Fingerprint("test"), Unspeakable.class, id -> new Unspeakable()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_IN_USE));
    }

    @Test
    void a_request_whose_process_died_is_taken_up_under_the_same_id() {
        var request = new IdempotencyRepository.Request(Ids.DEFAULT_TENANT, "k-" + UUID.randomUUID(), "f".repeat(64));
        var first = (IdempotencyRepository.Mine) requests.claim(request, Duration.ZERO, MINUTE);

        var second = (IdempotencyRepository.Mine) requests.claim(request, MINUTE, MINUTE);

        assertThat(second.resourceId()).isEqualTo(first.resourceId());
        assertThat(requests.claim(request, MINUTE, MINUTE)).isEqualTo(new IdempotencyRepository.InUse());
    }

    @Test
    void a_key_can_be_used_anew_when_its_time_is_over() {
        String key = "k-" + UUID.randomUUID();
        var old = new IdempotencyRepository.Request(Ids.DEFAULT_TENANT, key, "a".repeat(64));
        var mine = (IdempotencyRepository.Mine) requests.claim(old, MINUTE, Duration.ZERO);
        requests.answered(old, mine.resourceId(), "{}");

        var other = new IdempotencyRepository.Request(Ids.DEFAULT_TENANT, key, "b".repeat(64));

        assertThat(requests.claim(other, MINUTE, MINUTE)).isInstanceOf(IdempotencyRepository.Mine.class);
    }
}
