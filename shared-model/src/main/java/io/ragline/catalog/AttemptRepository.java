package io.ragline.catalog;

import io.ragline.model.AttemptOutcome;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.model.StageTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at each job. One is taken with {@link #start}; what it reports afterwards counts only while it is still the
 * job's latest and the job is running ({@code where attempt = :mine}).
 */
@ApplicationScoped
public class AttemptRepository {
    private final EntityManager em;
    private final Event<JobEnded> ended;

    AttemptRepository(EntityManager em, Event<JobEnded> ended) {
        this.em = em;
        this.ended = ended;
    }

    /**
     * Starts the next attempt at a job.
     *
     * @param worker who makes it, for people to read
     * @return the attempt, or nothing if the job has ended, was rejected, or never was accepted
     */
    @Transactional
    public Optional<Attempt> start(UUID jobId, String worker) {
        return start(jobId, worker, deaths -> {});
    }

    /**
     * Starts the next attempt at a job, if {@code gate} lets it.
     *
     * @param worker who makes it, for people to read
     * @param gate told how many workers died of the job; what it throws passes, and no attempt has begun then
     * @return the attempt, or nothing if the job has ended, was rejected, or never was accepted
     */
    @Transactional
    public Optional<Attempt> start(UUID jobId, String worker, IntConsumer gate) {
        JobEntity job = em.find(JobEntity.class, jobId, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.status.isFinal()) {
            return Optional.empty();
        }
        gate.accept(job.deaths);
        if (job.attempt > 0) {
            closeOpen(jobId, AttemptOutcome.SUPERSEDED);
        }
        job.attempt++;
        job.status = JobStatus.RUNNING;
        job.startedAt = Instant.now();
        Duration waited = waited(job, job.startedAt);
        job.notBefore = null;
        job.putOffWhy = null;
        em.flush();
        em.detach(job);
        open(job, worker);
        return Optional.of(new Attempt(job, job.attempt, waited, new StageTimes()));
    }

    /** The clocks of those who enqueue and those who run may differ a little. */
    private static Duration waited(JobEntity job, Instant started) {
        Instant due = job.notBefore != null && job.notBefore.isAfter(job.queuedAt) ? job.notBefore : job.queuedAt;
        return due.isBefore(started) ? Duration.between(due, started) : Duration.ZERO;
    }

    private void open(JobEntity job, String worker) {
        em.createNativeQuery("insert into job_attempt (job_id, number, worker, started_at) values (?1, ?2, ?3, ?4)")
                .setParameter(1, job.id)
                .setParameter(2, job.attempt)
                .setParameter(3, worker)
                .setParameter(4, job.startedAt)
                .executeUpdate();
    }

    /** The attempt did the job. Call it in the transaction that makes the effect visible. */
    @Transactional
    public void succeed(Attempt attempt) {
        JobEntity job = mine(attempt);
        end(job, JobStatus.SUCCEEDED);
        close(attempt, AttemptOutcome.SUCCEEDED, null);
    }

    /** The job failed for good; so did the version that it was to read. */
    @Transactional
    public void fail(Attempt attempt, JobFailure failure) {
        JobEntity job = mine(attempt);
        job.errorCode = failure.code().name();
        job.errorDetail = failure.detail();
        job.errorRetryable = failure.retryable();
        Versions.ofJob(em, job)
                .filter(version -> version.status == VersionStatus.QUEUED)
                .ifPresent(version -> {
                    version.status = VersionStatus.FAILED;
                    version.errorCode = failure.code().name();
                    version.errorDetail = failure.detail();
                });
        end(job, JobStatus.FAILED);
        close(attempt, AttemptOutcome.FAILED, failure);
    }

    private void end(JobEntity job, JobStatus status) {
        job.status = status;
        job.finishedAt = Instant.now();
        ended.fire(new JobEnded(job));
    }

    /** The attempt failed; the job is to be tried again, not before {@code notBefore}. */
    @Transactional
    public void putOff(Attempt attempt, Instant notBefore, JobFailure why) {
        JobEntity job = mine(attempt);
        job.tries++;
        backToQueue(job, notBefore, why.detail());
        close(attempt, AttemptOutcome.PUT_OFF, why);
    }

    /** The job can't be done just now through no fault of its own, so this doesn't count as a try. */
    @Transactional
    public void putOffUncounted(Attempt attempt, Instant notBefore, JobFailure why) {
        backToQueue(mine(attempt), notBefore, why.detail());
        close(attempt, AttemptOutcome.PUT_OFF, why);
    }

    /** The attempt was broken off because its worker stops; it doesn't count as a try. */
    @Transactional
    public void handBack(Attempt attempt) {
        backToQueue(mine(attempt), null, "its worker stopped");
        close(attempt, AttemptOutcome.HANDED_BACK, null);
    }

    private static void backToQueue(JobEntity job, @Nullable Instant notBefore, String why) {
        job.status = JobStatus.QUEUED;
        job.notBefore = notBefore;
        job.putOffWhy = why;
    }

    /**
     * A worker died that had the job, which waits again from now on. It counts if an attempt had begun: a worker may die of
     * another job between taking this one from the queue and beginning it.
     */
    @Transactional
    public void countDeath(UUID jobId) {
        JobEntity job = em.find(JobEntity.class, jobId, LockModeType.PESSIMISTIC_WRITE);
        if (job != null && job.status == JobStatus.RUNNING) {
            job.deaths += closeOpen(jobId, AttemptOutcome.DIED) > 0 ? 1 : 0;
            backToQueue(job, null, "its worker died");
        }
    }

    /** The attempts at a job, first to last. */
    @Transactional
    public List<AttemptRecord> ofJob(UUID jobId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows =
                em.createNativeQuery("""
                        select number, worker, started_at, ended_at, outcome, error_code, error_detail, stages::text
                        from job_attempt where job_id = ?1 order by number""", Tuple.class).setParameter(1, jobId).getResultList();
        return rows.stream()
                .map(row -> new AttemptRecord(
                        row.get(0, Integer.class),
                        row.get(1, String.class),
                        row.get(2, Instant.class),
                        row.get(3, Instant.class),
                        row.get(4, String.class),
                        row.get(5, String.class),
                        row.get(6, String.class),
                        row.get(7, String.class)))
                .toList();
    }

    /** Holds the job for this attempt until the transaction ends. */
    void expectMine(Attempt attempt) {
        mine(attempt);
    }

    /**
     * The job, locked, if this attempt is the one that counts.
     *
     * @throws AttemptSupersededException if it isn't; nothing has changed then
     */
    private JobEntity mine(Attempt attempt) {
        JobEntity job = em.find(JobEntity.class, attempt.job().id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.status != JobStatus.RUNNING || job.attempt != attempt.number()) {
            throw new AttemptSupersededException(attempt.job().id, attempt.number());
        }
        return job;
    }

    private void close(Attempt attempt, AttemptOutcome outcome, @Nullable JobFailure failure) {
        em.createNativeQuery("""
                        update job_attempt set ended_at = ?3, outcome = ?4, error_code = ?5, error_detail = ?6,
                          stages = cast(?7 as jsonb)
                        where job_id = ?1 and number = ?2""")
                .setParameter(1, attempt.job().id)
                .setParameter(2, attempt.number())
                .setParameter(3, Instant.now())
                .setParameter(4, outcome.id())
                .setParameter(5, failure == null ? null : failure.code().name())
                .setParameter(6, failure == null ? null : failure.detail())
                .setParameter(7, json(attempt.stages()))
                .executeUpdate();
    }

    private int closeOpen(UUID jobId, AttemptOutcome outcome) {
        return closeOpen(em, List.of(jobId), outcome);
    }

    /** Ends whatever attempts at the jobs are still open, from outside. Returns how many there were. */
    static int closeOpen(EntityManager em, List<UUID> jobIds, AttemptOutcome outcome) {
        if (jobIds.isEmpty()) {
            return 0;
        }
        return em.createNativeQuery(
                        "update job_attempt set ended_at = ?2, outcome = ?3 where job_id in (?1) and ended_at is null")
                .setParameter(1, jobIds)
                .setParameter(2, Instant.now())
                .setParameter(3, outcome.id())
                .executeUpdate();
    }

    private static String json(StageTimes stages) {
        return stages.soFar().entrySet().stream()
                .map(e -> "\"%s\": %d".formatted(e.getKey().id(), e.getValue().toMillis()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
