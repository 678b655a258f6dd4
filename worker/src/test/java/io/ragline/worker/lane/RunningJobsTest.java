package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.AttemptRecord;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.NewUpload;
import io.ragline.catalog.PausedLanes;
import io.ragline.catalog.UploadRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.catalog.VersionStatus;
import io.ragline.job.JobEvent;
import io.ragline.job.JobEvents;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of a real worker on a real Redis and PostgreSQL, while people and outages interfere with them. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
class RunningJobsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    BlobStore blobs;

    @Inject
    CollectionRepository collections;

    @Inject
    UploadRepository uploads;

    @Inject
    VersionRepository versions;

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    JobQueue queue;

    @Inject
    JobEvents events;

    @Inject
    PausedLanes pausedLanes;

    @Inject
    StatefulRedisConnection<String, String> redis;

    private UUID collection;

    @Inject
    PausedLanesWatch watch;

    /** Or one test's failure would be every test's. */
    @AfterEach
    void resume() {
        pausedLanes.resume(Lane.INGEST);
    }

    @BeforeEach
    void createCollection() {
        collection =
                collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), IndexRepository.IndexSettings.STANDARD).id;
    }

    private AcceptedUpload accept(int words) throws IOException {
        Random random = new Random();
        String text = IntStream.range(0, words)
                .mapToObj(i -> Integer.toString(random.nextInt(1 << 30), 36) + (i % 12 == 11 ? ".\n\n" : ""))
                .collect(Collectors.joining(" "));
        return accept(text, "text/plain");
    }

    private AcceptedUpload accept(String text, String mediaType) throws IOException {
        var blob = blobs.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection,
                Ids.next(),
                "doc-" + Ids.next() + ".txt",
                null,
                null,
                mediaType,
                blob,
                Submission.STANDARD));
    }

    /** A document that takes much longer than any test waits. */
    private AcceptedUpload running() throws IOException {
        AcceptedUpload upload = accept(100_000);
        queue.enqueue(QueuedJob.of(upload.job()));
        await().atMost(SOON)
                .until(() -> events.latestProgress(upload.jobId())
                        .filter(progress -> progress.percent() > 20)
                        .isPresent());
        return upload;
    }

    private JobStatus status(AcceptedUpload upload) {
        return jobs.status(upload.jobId()).orElseThrow();
    }

    private void cancel(AcceptedUpload upload) {
        jobs.cancel(upload.jobId());
        events.stop(upload.jobId());
    }

    @Test
    void a_running_job_that_is_cancelled_stops_and_leaves_nothing_behind() throws IOException {
        AcceptedUpload upload = running();

        cancel(upload);

        await().atMost(SOON).until(() -> queue.missing(List.of(upload.jobId())).contains(upload.jobId()));
        assertThat(status(upload)).isEqualTo(JobStatus.CANCELLED);
        assertThat(versions.get(upload.versionId()).status).isEqualTo(VersionStatus.FAILED);
        assertThat(attempts.ofJob(upload.jobId()))
                .extracting(AttemptRecord::outcome)
                .containsExactly("cancelled");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(versions.garbage(10, Set.of())).isEmpty());
        assertThat(events.read(upload.jobId(), null, 10_000))
                .last()
                .extracting(JobEvent::type)
                .isEqualTo(JobEvent.Type.END);
    }

    @Test
    void a_run_that_was_never_told_notices_by_itself() throws IOException {
        AcceptedUpload upload = running();

        jobs.cancel(upload.jobId());

        await().atMost(SOON).until(() -> queue.missing(List.of(upload.jobId())).contains(upload.jobId()));
    }

    @Test
    void a_job_that_is_cancelled_and_wanted_again_runs_again() throws IOException {
        AcceptedUpload upload = running();
        cancel(upload);

        jobs.requeue(upload.jobId());
        queue.enqueueAgain(QueuedJob.of(jobs.findById(upload.jobId())));

        await().atMost(SOON).until(() -> attempts.ofJob(upload.jobId()).size() == 2);
        await().atMost(SOON).until(() -> status(upload) == JobStatus.RUNNING);
        cancel(upload);
    }

    @Test
    void a_file_that_cannot_be_read_is_one_line_in_the_log() throws IOException {
        Queue<LogRecord> told = new ConcurrentLinkedQueue<>();
        Handler listener = new KeptRecords(told);
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            AcceptedUpload upload = accept("%PDF-1.7 and nothing else", "application/pdf");
            queue.enqueue(QueuedJob.of(upload.job()));
            await().atMost(SOON).until(() -> status(upload) == JobStatus.FAILED);
            await().atMost(SOON)
                    .until(() -> queue.missing(List.of(upload.jobId())).contains(upload.jobId()));
        } finally {
            root.removeHandler(listener);
        }

        assertThat(told)
                .filteredOn(record -> record.getLevel().intValue() > Level.INFO.intValue())
                .filteredOn(record -> JobRuns.class.getName().equals(record.getLoggerName()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
                    assertThat(record.getThrown()).isNull();
                });
    }

    @Test
    void what_redis_has_lost_is_enqueued_again() throws IOException {
        pausedLanes.pause(Lane.INGEST);
        AcceptedUpload before = accept(20);
        queue.enqueue(QueuedJob.of(before.job()));
        redis.sync().flushall();
        AcceptedUpload neverEnqueued = accept(20);
        pausedLanes.resume(Lane.INGEST);

        await().atMost(SOON).until(() -> status(before) == JobStatus.SUCCEEDED);
        await().atMost(SOON).until(() -> status(neverEnqueued) == JobStatus.SUCCEEDED);
    }

    @Test
    void a_paused_lane_takes_nothing_until_it_is_resumed() throws IOException {
        pausedLanes.pause(Lane.INGEST);
        await().atMost(SOON).until(() -> watch.isPaused(Lane.INGEST));
        AcceptedUpload upload = accept(20);
        queue.enqueue(QueuedJob.of(upload.job()));
        await().during(Duration.ofMillis(1500)).until(() -> status(upload) == JobStatus.QUEUED);

        pausedLanes.resume(Lane.INGEST);

        await().atMost(SOON).until(() -> status(upload) == JobStatus.SUCCEEDED);
        assertThat(events.read(upload.jobId(), null, 1000))
                .extracting(JobEvent::type)
                .startsWith(JobEvent.Type.STARTED, JobEvent.Type.PROGRESS)
                .endsWith(JobEvent.Type.END);
        assertThat(attempts.ofJob(upload.jobId()).getFirst().stages()).contains("extract", "embed", "activate");
    }
}
