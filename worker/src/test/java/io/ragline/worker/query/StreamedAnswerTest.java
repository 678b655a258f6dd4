package io.ragline.worker.query;

import static io.ragline.worker.query.Asking.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.PausedLanes;
import io.ragline.job.AnswerQuery;
import io.ragline.job.JobEvent;
import io.ragline.job.JobEvent.Type;
import io.ragline.job.JobEvents;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.model.TextAnalysis;
import io.ragline.testing.RealServices;
import io.ragline.worker.chat.ChatServices;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers of a double of a model's server while they are streamed through a whole worker and a real Redis, which is stopped. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
@WithTestResource(ChatServices.class)
class StreamedAnswerTest {
    private static final String[] WORDS =
            IntStream.range(0, 60).mapToObj(i -> "word" + i + " ").toArray(String[]::new);

    @Inject
    Asking asking;

    @Inject
    QuestionAnswering worker;

    @Inject
    JobEvents events;

    @Inject
    StatefulRedisConnection<String, String> redis;

    @Inject
    JobRepository jobs;

    @Inject
    PausedLanes pausedLanes;

    @Inject
    ObjectMapper json;

    private UUID collection;

    @BeforeEach
    void start() {
        awaitRedis();
        collection = asking.collection(IndexSettings.STANDARD);
        asking.indexed(collection, "The filter is changed every thirty days.");
    }

    @AfterEach
    void sayTheUsual() {
        ChatServices.server().replyAlways(Script.says("An ", "answer", "."));
        pausedLanes.resume(Lane.QUERY);
        awaitRedis();
    }

    private void awaitRedis() {
        await().atMost(SOON).ignoreExceptions().until(() -> redis.sync().ping().equals("PONG"));
    }

    private List<JobEvent> told(UUID job) {
        try {
            return events.read(job, null, 1000);
        } catch (RedisException e) {
            return List.of();
        }
    }

    private String heard(UUID job) {
        StringBuilder heard = new StringBuilder();
        for (JobEvent event : told(job)) {
            switch (event.type()) {
                case STARTED, RESTART -> heard.setLength(0);
                case TOKEN -> heard.append(text(event));
                case QUEUED, PROGRESS, PUT_OFF, END -> {}
            }
        }
        return heard.toString();
    }

    private String text(JobEvent event) {
        try {
            return json.readTree(event.data()).path("text").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID servedCollection() {
        return asking.collection(
                new IndexSettings(ChunkingOptions.DEFAULT, ChatServices.EMBEDDING_MODEL, TextAnalysis.ENGLISH));
    }

    private void cancelled(UUID job, ChatServerDouble server) {
        int brokenOff = server.brokenOff();
        await().atMost(SOON).until(() -> server.open() == 1);
        jobs.cancel(job);
        await().atMost(SOON).until(() -> server.brokenOff() == brokenOff + 1);
        assertThat(asking.status(job)).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void a_cancelled_question_does_not_wait_for_its_vector() {
        UUID served = servedCollection();
        asking.indexed(served, "The filter is changed every thirty days.");
        ChatServices.server().reply(Script.silence());

        cancelled(asking.asked(asking.question(served, "When is it changed?")), ChatServices.server());

        UUID next = asking.asked(asking.question(served, "When, then?"));
        await().atMost(SOON).until(() -> asking.status(next) == JobStatus.SUCCEEDED);
    }

    @Test
    void a_cancelled_document_does_not_wait_for_its_vectors() {
        UUID served = servedCollection();
        ChatServices.server().reply(Script.silence());

        cancelled(asking.uploaded(served, "The lamp is trimmed by the keeper."), ChatServices.server());
    }

    /** What runs is run by the test: an emptied queue gets its jobs again, and another run would answer from the start. */
    @Test
    void no_word_is_missing_when_redis_was_away_meanwhile_and_came_back_empty() throws Exception {
        pausedLanes.pause(Lane.QUERY);
        ChatServices.server().replyAlways(Script.says(WORDS).every(Duration.ofMillis(100)));
        UUID job = asking.accepted(asking.question(collection, "When is the filter changed?")).id;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> answered = threads.submit(() -> {
                worker.handle(new AnswerQuery(job));
                return null;
            });
            await().atMost(SOON).until(() -> heard(job).contains("word5 "));

            RealServices.withoutRedis(() -> {});
            await().atMost(SOON).until(() -> heard(job).contains("word30 "));

            assertThat(told(job)).first().extracting(JobEvent::type).isEqualTo(Type.RESTART);
            assertThat(heard(job)).startsWith(String.join("", List.of(WORDS).subList(0, 31)));
            assertThat(answered).succeedsWithin(SOON);
        }

        assertThat(asking.status(job)).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(heard(job)).isEqualTo(String.join("", WORDS));
        assertThat(told(job)).filteredOn(JobEvent::last).hasSize(1);
    }
}
