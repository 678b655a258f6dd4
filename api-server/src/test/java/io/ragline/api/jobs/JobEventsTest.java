package io.ragline.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.model.Progress;
import io.ragline.model.Stage;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watching a job while it runs, and afterwards. */
@QuarkusTest
@WithTestResource(RealServices.class)
class JobEventsTest {
    private static final JobFailure FAILURE = new JobFailure(ErrorCode.DOCUMENT_ENCRYPTED, "It has a password.", false);

    @TestHTTPResource("/")
    URI api;

    @Inject
    TestJobs jobs;

    @Inject
    JobRepository repository;

    @Inject
    AttemptRepository attempts;

    @Inject
    JobEvents events;

    @Inject
    JobEventStreams streams;

    @Inject
    JobControl control;

    @Inject
    StatefulRedisConnection<String, String> redis;

    @Inject
    EntityManager em;

    private Watching watch(UUID id) {
        return watch(id, null);
    }

    private Watching watch(UUID id, String lastEventId) {
        return new Watching(api.resolve("/api/v1/jobs/" + id + "/events"), lastEventId);
    }

    private Attempt start(UUID id) {
        Attempt attempt = attempts.start(id, "test").orElseThrow();
        events.started(id, attempt.number());
        return attempt;
    }

    private void fail(UUID id) {
        Attempt attempt = start(id);
        events.progress(id, new Progress(Stage.EXTRACT, 1, 2, 20));
        attempts.fail(attempt, FAILURE);
    }

    private static void awaitEnd(Watching watching) {
        await().atMost(Duration.ofSeconds(20)).until(watching::hasEnded);
    }

    @BeforeEach
    void awaitRedis() {
        jobs.awaitRedis();
    }

    @Test
    void events_come_live_until_the_end() {
        UUID id = jobs.recorded(job -> {});
        try (Watching watching = watch(id)) {
            assertThat(watching.status()).isEqualTo(200);
            assertThat(watching.contentType()).startsWith("text/event-stream");
            Attempt attempt = start(id);
            await().until(() -> watching.names().contains("started"));
            events.progress(id, new Progress(Stage.EXTRACT, 1, 2, 20));
            await().until(() -> watching.names().contains("progress"));
            attempts.fail(attempt, FAILURE);
            awaitEnd(watching);

            assertThat(watching.names()).containsExactly("started", "progress", "end");
            assertThat(watching.events().get(0).data()).isEqualTo("{\"attempt\":1}");
            assertThat(watching.events().get(1).data())
                    .isEqualTo("{\"stage\":\"extract\",\"done\":1,\"total\":2,\"percent\":20}");
            assertThat(watching.events().get(2).data())
                    .contains("\"jobId\":\"" + id, "\"status\":\"failed\"", "\"code\":\"DOCUMENT_ENCRYPTED\"");
        }
    }

    @Test
    void what_happened_before_is_told_first_or_from_where_the_client_was() {
        UUID id = jobs.recorded(job -> {});
        fail(id);
        String afterStart;
        String last;
        try (Watching all = watch(id)) {
            awaitEnd(all);
            assertThat(all.names()).containsExactly("started", "progress", "end");
            afterStart = all.events().getFirst().id();
            last = all.events().getLast().id();
        }
        try (Watching rest = watch(id, afterStart)) {
            awaitEnd(rest);
            assertThat(rest.names()).containsExactly("progress", "end");
        }
        try (Watching nothing = watch(id, last)) {
            assertThat(nothing.status()).as("stop reconnecting").isEqualTo(204);
        }
    }

    @Test
    void an_end_before_a_retry_is_not_the_end() {
        UUID id = jobs.recorded(job -> {});
        fail(id);
        control.retry(id);
        try (Watching watching = watch(id)) {
            await().until(() -> watching.names().contains("queued"));
            fail(id);
            awaitEnd(watching);

            assertThat(watching.names()).containsExactly("started", "progress", "queued", "started", "progress", "end");
        }
    }

    @Test
    void a_client_that_saw_the_end_hears_of_a_retry_when_it_comes_back() {
        UUID id = jobs.recorded(job -> {});
        fail(id);
        String end = events.read(id, null, 100).getLast().id();
        control.retry(id);
        try (Watching watching = watch(id, end)) {
            assertThat(watching.status()).isEqualTo(200);
            await().until(() -> watching.names().contains("queued"));
        }
    }

    @Test
    void late_words_of_a_cancelled_run_are_left_out() {
        UUID id = jobs.recorded(job -> {});
        start(id);
        control.stop(id);
        events.progress(id, new Progress(Stage.EXTRACT, 2, 2, 40));
        await().until(() -> events.read(id, null, 10).size() == 3);
        try (Watching watching = watch(id)) {
            awaitEnd(watching);
            assertThat(watching.names()).containsExactly("started", "end");
            assertThat(watching.events().getLast().data()).contains("\"status\":\"cancelled\"");
            assertThat(watch(id, watching.events().getLast().id()).status()).isEqualTo(204);
        }
    }

    @Test
    void a_stream_that_was_lost_ends_all_the_same() {
        UUID id = jobs.recorded(job -> {});
        try (Watching watching = watch(id)) {
            QuarkusTransaction.requiringNew().run(() -> {
                var job = repository.findById(id);
                job.status = JobStatus.SUCCEEDED;
                job.finishedAt = Instant.now();
            });
            awaitEnd(watching);

            assertThat(watching.names()).containsExactly("end");
            assertThat(watching.events().getLast().data()).contains("\"status\":\"succeeded\"");
            assertThat(watch(id, watching.events().getLast().id()).status()).isEqualTo(204);
        }
    }

    @Test
    void long_histories_are_told_whole() {
        UUID id = jobs.recorded(job -> {});
        Attempt attempt = start(id);
        for (int i = 0; i < 1_000; i++) {
            events.progress(id, new Progress(Stage.EMBED, i, 1_000, i / 10));
        }
        attempts.fail(attempt, FAILURE);
        try (Watching watching = watch(id)) {
            awaitEnd(watching);
            assertThat(watching.events()).hasSize(1_002);
            assertThat(watching.events()).extracting(Watching.Event::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_hundred_clients_share_one_subscription_and_a_few_threads() {
        UUID id = jobs.recorded(job -> {});
        List<Watching> all = Stream.generate(() -> watch(id)).limit(100).toList();
        await().until(() -> subscriptions(id) == 1 && streams.count() >= 100);
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("job-events"))
                .count();
        assertThat(threads).isLessThanOrEqualTo(4);
        fail(id);
        all.forEach(JobEventsTest::awaitEnd);

        assertThat(all).allSatisfy(each -> assertThat(each.names()).containsExactly("started", "progress", "end"));
        await().until(() -> subscriptions(id) == 0);
    }

    @Test
    void a_client_that_goes_away_frees_its_listener() {
        UUID id = jobs.recorded(job -> {});
        Watching watching = watch(id);
        await().until(() -> subscriptions(id) == 1);

        watching.close();

        await().atMost(Duration.ofSeconds(3)).until(() -> subscriptions(id) == 0);
    }

    private long subscriptions(UUID id) {
        return redis.sync().pubsubNumsub(JobEvents.channel(id)).get(JobEvents.channel(id));
    }

    @Test
    void what_can_not_be_watched_is_a_problem() {
        UUID old = jobs.recorded(job -> {
            job.status = JobStatus.SUCCEEDED;
            job.finishedAt = Instant.now().minus(Duration.ofHours(2));
        });
        UUID tenant = Ids.next();
        UUID ofAnother = jobs.recorded(job -> {
            em.createNativeQuery("insert into tenant (id, name) values (?1, ?2)")
                    .setParameter(1, tenant)
                    .setParameter(2, tenant.toString())
                    .executeUpdate();
            job.tenantId = tenant;
        });

        assertProblem(watch(old), 410);
        assertProblem(watch(ofAnother), 404);
        assertProblem(watch(Ids.next()), 404);
        assertProblem(watch(old, "yesterday"), 400);
    }

    private static void assertProblem(Watching watching, int status) {
        assertThat(watching.status()).isEqualTo(status);
        assertThat(watching.contentType()).startsWith("application/problem+json");
    }

    @Test
    void watching_goes_on_when_redis_is_back() {
        UUID id = jobs.recorded(job -> {});
        try (Watching watching = watch(id)) {
            RealServices.withoutRedis(() -> attempts.start(id, "test"));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                events.progress(id, new Progress(Stage.EXTRACT, 1, 2, 20));
                return watching.names().contains("progress");
            });
            assertThat(watching.hasEnded()).isFalse();
        }
    }
}
