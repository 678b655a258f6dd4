package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.DurationConverter;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.job.AnswerQuery;
import io.ragline.job.AnswerQueryHandler;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.jobrunr.redis.AllowListedJacksonJsonMapper;
import io.ragline.jobrunr.redis.Placement;
import io.ragline.jobrunr.redis.ReadyJobsSubscription;
import io.ragline.jobrunr.redis.RedisStorageOptions;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobKind;
import io.ragline.model.JobPriority;
import io.ragline.model.Lane;
import io.ragline.model.Submission;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobPerformer;
import org.jobrunr.server.JobActivator;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lane's server on a real Redis. */
class LaneServerTest {
    @TempDir
    Path folder;

    private final Queue<UUID> started = new ConcurrentLinkedQueue<>();
    private final Queue<UUID> finished = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch mayFinish = new CountDownLatch(0);
    private volatile boolean mayClaim = true;
    private volatile @Nullable Exception failure;
    private TestRedis redis;
    private RedisStorageProvider storage;
    private JobQueue queue;
    private LaneServer server;
    private ReadyJobsSubscription subscription;

    @BeforeEach
    void start() {
        redis = new TestRedis(folder);
        JsonMapper json = new AllowListedJacksonJsonMapper(List.of(AnswerQuery.class, AnswerQueryHandler.class));
        storage = new RedisStorageProvider(
                redis.uri(),
                job -> new Placement(Lane.QUERY.id(), "tenant", 50),
                RedisStorageOptions.defaults()
                        .withRideOut(Duration.ofMillis(500))
                        .withCommandTimeout(Duration.ofMillis(500)));
        storage.setJobMapper(new JobMapper(json));
        queue = new JobQueue(storage);
        server = new LaneServer(
                new LaneSpec(Lane.QUERY, 2), storage, json, activator(), config(), () -> mayClaim, died -> {});
        server.start();
        subscription = storage.subscribeToReadyJobs(Map.of(Lane.QUERY.id(), server::wake));
    }

    @AfterEach
    void stop() {
        mayFinish.countDown();
        subscription.close();
        server.shut();
        server.stop(Instant.now());
        storage.close();
        redis.close();
    }

    private JobActivator activator() {
        AnswerQueryHandler handler = job -> {
            started.add(job.jobId());
            mayFinish.await();
            if (failure != null) {
                throw failure;
            }
            finished.add(job.jobId());
        };
        return new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(handler);
            }
        };
    }

    private static WorkerConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withDefaultValue("ragline.worker.poll-interval", "1s")
                .build()
                .getConfigMapping(WorkerConfig.class);
    }

    private UUID enqueue() {
        UUID id = Ids.next();
        queue.enqueue(
                QueuedJob.of(JobEntity.accepted(id, Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, Submission.STANDARD)));
        return id;
    }

    private StateName state(UUID id) {
        return storage.getJobById(id).getState();
    }

    @Test
    void a_server_that_stopped_by_itself_is_started_again() {
        UUID before = enqueue();
        await().until(() -> finished.contains(before));

        redis.stop();
        // a thread of JobRunr's that looks for its next job just then ends with an exception that nobody catches
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
        redis.start();
        UUID during = enqueue();

        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    server.supervise();
                    return finished.contains(during);
                });
        assertThat(started).as("each once").containsExactly(before, during);
    }

    @Test
    void a_server_that_is_shut_finishes_what_runs_and_takes_nothing_new() {
        mayFinish = new CountDownLatch(1);
        UUID running = enqueue();
        await().until(() -> started.contains(running));

        server.shut();
        UUID late = enqueue();
        assertThat(server.isIdle()).isFalse();
        mayFinish.countDown();

        await().until(server::isIdle);
        await().until(() -> state(running) == StateName.SUCCEEDED);
        assertThat(state(late)).isEqualTo(StateName.ENQUEUED);
        assertThat(started).containsExactly(running);
    }

    @Test
    void a_job_that_still_runs_when_the_server_stops_goes_back_to_the_queue() {
        mayFinish = new CountDownLatch(1);
        UUID running = enqueue();
        await().until(() -> started.contains(running));

        server.shut();
        server.stop(Instant.now());

        await().until(() -> state(running) == StateName.ENQUEUED);
        assertThat(finished).isEmpty();
    }

    @Test
    void a_job_that_is_put_off_never_starts_early() {
        UUID id = Ids.next();
        Submission later = new Submission(JobPriority.NORMAL, Instant.now().plusMillis(1500), null);

        queue.enqueue(QueuedJob.of(JobEntity.accepted(id, Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, later)));

        await().during(Duration.ofMillis(1400)).until(() -> started.isEmpty());
        await().until(() -> finished.contains(id));
    }

    @Test
    void jobrunr_tells_of_a_failure_only_if_nobody_else_did() {
        Queue<LogRecord> told = new ConcurrentLinkedQueue<>();
        Logger performer = Logger.getLogger(BackgroundJobPerformer.class.getName());
        Handler listener = new KeptRecords(told);
        performer.addHandler(listener);
        try {
            failure = new JobFailedException(
                    new JobFailure(ErrorCode.DOCUMENT_ENCRYPTED, "It needs a password", false), new IOException());
            UUID logged = enqueue();
            await().until(() -> state(logged) == StateName.FAILED);
            failure = new IOException("Nobody expects it");
            UUID unexpected = enqueue();
            await().until(() -> state(unexpected) == StateName.FAILED);

            await().until(() -> !told.isEmpty());
        } finally {
            performer.removeHandler(listener);
        }

        assertThat(told)
                .singleElement()
                .satisfies(record -> assertThat(record.getThrown()).isSameAs(failure));
    }

    @Test
    void nothing_is_taken_while_it_may_not_be() {
        mayClaim = false;
        UUID waiting = enqueue();
        await().during(Duration.ofMillis(2500)).until(() -> state(waiting) == StateName.ENQUEUED);

        mayClaim = true;

        await().until(() -> finished.contains(waiting));
    }
}
