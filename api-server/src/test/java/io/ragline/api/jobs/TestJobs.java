package io.ragline.api.jobs;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes jobs for tests, as if somebody had asked for them. */
@ApplicationScoped
public class TestJobs {
    private final JobRepository jobs;
    private final JobQueue queue;
    private final StatefulRedisConnection<String, String> redis;

    TestJobs(JobRepository jobs, JobQueue queue, StatefulRedisConnection<String, String> redis) {
        this.jobs = jobs;
        this.queue = queue;
        this.redis = redis;
    }

    /** After a test that had stopped it. */
    public void awaitRedis() {
        await().ignoreExceptions().until(() -> redis.sync().ping().equals("PONG"));
    }

    /** A question that PostgreSQL has, but the queue does not. */
    public UUID recorded(Consumer<JobEntity> change) {
        return recorded(1, change).getFirst();
    }

    /** Many of them, oldest first. */
    public List<UUID> recorded(int count, Consumer<JobEntity> change) {
        return QuarkusTransaction.requiringNew()
                .call(() -> IntStream.range(0, count)
                        .mapToObj(i -> {
                            JobEntity job = JobEntity.accepted(
                                    Ids.next(), Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, Submission.STANDARD);
                            job.request = "{}";
                            change.accept(job);
                            jobs.persist(job);
                            return job.id;
                        })
                        .toList());
    }

    /** One that ended just now. */
    public UUID ended(JobStatus status) {
        return recorded(job -> {
            job.status = status;
            job.finishedAt = Instant.now();
        });
    }

    /** One that waits in the queue. */
    public UUID queued() {
        UUID id = recorded(job -> {});
        enqueue(List.of(id));
        return id;
    }

    public void enqueue(List<UUID> ids) {
        queue.enqueueAll(ids.stream()
                .map(id -> QueuedJob.of(jobs.findJob(id).orElseThrow()))
                .toList());
    }

    public JobStatus status(UUID id) {
        return jobs.status(id).orElseThrow();
    }

    public boolean isInQueue(UUID id) {
        return queue.missing(List.of(id)).isEmpty();
    }
}
