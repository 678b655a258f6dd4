package io.ragline.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.AnswerEvents;
import io.ragline.job.JobEvents;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever puts an answer together from its words, while a real Redis goes away under it, and comes back empty. */
@QuarkusTest
@WithTestResource(RealServices.class)
class LostWordsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI api;

    @Inject
    TestJobs jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    ResultRepository results;

    @Inject
    JobEvents events;

    @Inject
    StatefulRedisConnection<String, String> redis;

    @Inject
    ObjectMapper json;

    private UUID id;
    private Attempt attempt;
    private AnswerEvents answer;

    @BeforeEach
    void start() {
        jobs.awaitRedis();
        id = jobs.recorded(job -> {});
        attempt = attempts.start(id, "test").orElseThrow();
        events.started(id, 1);
        answer = events.answer(id);
    }

    private Watching watch(@Nullable String lastEventId) {
        return new Watching(api.resolve("/api/v1/jobs/" + id + "/events"), lastEventId);
    }

    /** What a client has that puts the words together, beginning with what it had before. */
    private String heard(String before, Watching watching) {
        StringBuilder heard = new StringBuilder(before);
        for (Watching.Event event : watching.events()) {
            switch (event.name()) {
                case "started", "restart" -> heard.setLength(0);
                case "token" -> heard.append(text(event));
                default -> {}
            }
        }
        return heard.toString();
    }

    private String text(Watching.Event event) {
        try {
            return json.readTree(event.data()).path("text").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void succeed() {
        results.save(attempt, "{\"answer\": \"The filter is new. [1]\"}", Duration.ofDays(1));
    }

    private static void awaitEnd(Watching watching) {
        await().atMost(SOON).until(watching::hasEnded);
    }

    private void loseAll() {
        RealServices.withoutRedis(() -> {});
        jobs.awaitRedis();
    }

    @Test
    void an_answer_that_goes_well_is_told_once() {
        try (Watching watching = watch(null)) {
            answer.add("The filter ");
            answer.add("is new.");
            answer.end("").join();
            succeed();
            awaitEnd(watching);

            assertThat(heard("", watching)).isEqualTo("The filter is new.");
            assertThat(watching.names()).doesNotContain("restart").endsWith("result", "end");
            assertThat(watching.events())
                    .allSatisfy(event -> assertThat(event.data()).isNotEqualTo("{\"text\":\"\"}"));
        }
    }

    @Test
    void words_that_were_lost_under_a_client_are_told_again() {
        try (Watching watching = watch(null)) {
            answer.add("The filter ");
            await().atMost(SOON).until(() -> heard("", watching).equals("The filter "));

            loseAll();
            answer.add("is new.");
            await().atMost(SOON).untilAsserted(() -> {
                answer.goOn();
                assertThat(heard("", watching)).isEqualTo("The filter is new.");
            });
            answer.end("").join();
            succeed();
            awaitEnd(watching);

            assertThat(heard("", watching)).isEqualTo("The filter is new.");
            assertThat(watching.names()).filteredOn("restart"::equals).hasSize(1);
        }
    }

    @Test
    void a_client_that_comes_back_with_an_event_that_was_lost_gets_the_whole_answer() {
        answer.add("The filter ");
        String last = lastId();

        loseAll();
        try (Watching watching = watch(last)) {
            answer.add("is new.");
            await().atMost(SOON).untilAsserted(() -> {
                answer.goOn();
                assertThat(heard("The filter ", watching)).isEqualTo("The filter is new.");
            });
        }
    }

    @Test
    void also_when_its_event_is_later_than_all_that_there_are() {
        answer.add("The filter ");
        String beyond = (System.currentTimeMillis() + 3_600_000) + "-0"; // of a server whose clock was ahead

        try (Watching watching = watch(beyond)) {
            answer.end("is new.").join();
            await().atMost(SOON).until(() -> heard("The fil", watching).equals("The filter is new."));
        }
    }

    @Test
    void an_answer_whose_end_was_lost_is_told_from_the_result() {
        try (Watching watching = watch(null)) {
            answer.add("The filter ");
            await().atMost(SOON).until(() -> heard("", watching).equals("The filter "));

            RealServices.withoutRedis(() -> {
                answer.end("is new.").join();
                succeed();
            });
            awaitEnd(watching);

            assertThat(heard("", watching)).isEqualTo("The filter is new. [1]");
            assertThat(watching.names()).endsWith("restart", "token", "result", "end");
        }
    }

    @Test
    void an_answer_that_was_lost_after_its_end_is_told_from_the_result() {
        answer.add("The filter ");
        String before = lastId();
        answer.end("is new.").join();
        loseAll();
        succeed();

        try (Watching fromTheBeginning = watch(null);
                Watching further = watch(before)) {
            awaitEnd(fromTheBeginning);
            awaitEnd(further);

            assertThat(heard("", fromTheBeginning)).isEqualTo("The filter is new. [1]");
            assertThat(heard("The filter ", further)).isEqualTo("The filter is new. [1]");
        }
    }

    @Test
    void a_client_that_knows_the_whole_answer_is_not_told_it_again() {
        answer.end("The filter is new.").join();
        String last = lastId();
        succeed();

        try (Watching watching = watch(last)) {
            awaitEnd(watching);
            assertThat(watching.names()).containsExactly("result", "end");
        }
    }

    @Test
    void words_whose_beginning_is_not_kept_any_more_are_made_whole_in_the_end() {
        answer.add("The filter ");
        await().until(() -> events.read(id, null, 10).size() == 2);
        redis.sync().xtrim("{job-" + id + "}:events", 1);
        answer.add("is ");
        answer.end("new.").join();
        succeed();

        try (Watching watching = watch(null)) {
            awaitEnd(watching);
            assertThat(heard("", watching)).isEqualTo("The filter is new. [1]");
        }
    }

    private String lastId() {
        await().atMost(SOON).until(() -> events.read(id, null, 10).size() >= 2);
        List<String> ids =
                events.read(id, null, 10).stream().map(event -> event.id()).toList();
        return ids.getLast();
    }
}
