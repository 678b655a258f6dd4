package io.ragline.worker.lane;

import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.AttemptSupersededException;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.worker.cache.CacheOwner;
import io.ragline.worker.guard.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Runs a job's work as one attempt: takes its number, refuses what has ended, and records how it went. The work itself
 * ends the job when it succeeds, in the transaction that makes its effect visible.
 */
@ApplicationScoped
public class JobRuns {
    private static final Logger LOG = Logger.getLogger(JobRuns.class);

    private final JobRepository jobs;
    private final AttemptRepository attempts;
    private final RunningJobs running;
    private final JobEvents events;
    private final DatabaseWatch database;
    private final CacheOwner owner;
    private final Wanted wanted;
    private final RetryPolicy policy;
    private final Suspects suspects;
    private final String worker;

    JobRuns(
            JobRepository jobs,
            AttemptRepository attempts,
            RunningJobs running,
            JobEvents events,
            DatabaseWatch database,
            CacheOwner owner,
            Wanted wanted,
            WorkerConfig config) {
        this.owner = owner;
        this.jobs = jobs;
        this.attempts = attempts;
        this.running = running;
        this.events = events;
        this.database = database;
        this.wanted = wanted;
        this.policy = new RetryPolicy(config.maxAttempts(), RandomGenerator.getDefault());
        this.suspects = new Suspects(config.maxDeaths(), RandomGenerator.getDefault());
        this.worker = WorkerName.ofThisProcess();
    }

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        /** Does the job and ends it, or throws. */
        void run(JobRun run) throws Exception;
    }

    /** Runs {@code work} as the next attempt at the job, if the job hasn't ended. */
    public void run(UUID jobId, Work work) throws Exception {
        run(jobId, policy, work);
    }

    /** The same, for a job that is tried otherwise than most. */
    public void run(UUID jobId, RetryTimes times, Work work) throws Exception {
        run(jobId, new RetryPolicy(times, RandomGenerator.getDefault()), work);
    }

    private void run(UUID jobId, RetryPolicy retries, Work work) throws Exception {
        MDC.put("jobId", jobId.toString());
        try (Suspects.Turn turn = suspects.turn()) {
            Optional<Attempt> attempt = start(jobId, turn);
            if (attempt.isEmpty()) {
                LOG.infof("Job %s has ended already, or was never accepted; nothing to do", jobId);
                return;
            }
            MDC.put("attempt", attempt.get().number());
            MDC.put("lane", attempt.get().job().lane);
            run(new JobRun(attempt.get()), retries, work);
        } finally {
            MDC.remove("jobId");
            MDC.remove("attempt");
            MDC.remove("lane");
        }
    }

    private Optional<Attempt> start(UUID jobId, Suspects.Turn turn) throws RetryLaterException {
        try {
            return attempts.start(jobId, worker, turn::take);
        } catch (NotNowException e) {
            LOG.infof("The job is put off for %s: %s", Durations.inWords(e.delay()), e.getMessage());
            throw new RetryLaterException(e.delay(), e.why().detail(), e);
        } catch (RuntimeException e) {
            database.lost(e);
            throw noDatabase(e);
        }
    }

    private RetryLaterException noDatabase(RuntimeException e) {
        return new RetryLaterException(policy.delay(1), "PostgreSQL does not answer", e);
    }

    private void run(JobRun run, RetryPolicy retries, Work work) throws Exception {
        running.add(run);
        try {
            events.started(run.job().id, run.attempt().number());
            suspects.refusePoison(run.job().deaths);
            wanted.during(run::check, () -> owner.during(run.job().tenantId, () -> work.run(run)));
        } catch (AttemptSupersededException | JobStoppedException e) {
            leave(run, e);
        } catch (Exception | LinkageError | StackOverflowError e) {
            if (isInterrupted(e)) {
                run.stop(StopReason.WORKER_STOPS);
            }
            if (run.stopped() == null) {
                conclude(run.attempt(), retries, e);
            } else {
                leave(run, e);
            }
        } finally {
            running.remove(run);
        }
    }

    /** JobRunr interrupts what still runs when its server stops; each library has its own way of saying so. */
    private static boolean isInterrupted(Throwable e) {
        return e instanceof InterruptedException
                || e instanceof CancellationException
                || Thread.currentThread().isInterrupted();
    }

    /** The run ends before its work is done. */
    private void leave(JobRun run, Throwable e) throws Exception {
        if (run.stopped() == StopReason.WORKER_STOPS) {
            LOG.info("The worker is stopping: the job goes back to the queue");
            Thread.interrupted(); // else PostgreSQL can't be told
            record(() -> attempts.handBack(run.attempt()));
            throw new HandedBackException(e);
        }
        JobStatus now = status(run);
        LOG.infof("Attempt %d counts no more; the job is %s", run.attempt().number(), now.id());
        if (now == JobStatus.CANCELLED || now == JobStatus.QUEUED) {
            throw new JobNotWantedException(now == JobStatus.QUEUED, e);
        }
    }

    private JobStatus status(JobRun run) throws RetryLaterException {
        try {
            return jobs.status(run.job().id).orElse(JobStatus.CANCELLED);
        } catch (RuntimeException e) {
            throw noDatabase(e);
        }
    }

    private void conclude(Attempt attempt, RetryPolicy retries, Throwable error) throws Exception {
        switch (retries.decide(error, attempt.job().tries + 1)) {
            case RetryPolicy.Retry retry -> {
                LOG.warnf(
                        error,
                        "Attempt %d failed, the next is in %s",
                        attempt.number(),
                        Durations.inWords(retry.delay()));
                Instant notBefore = Instant.now().plus(retry.delay());
                record(() -> attempts.putOff(attempt, notBefore, retry.why()));
                throw later(attempt, notBefore, retry.delay(), retry.why(), error);
            }
            case RetryPolicy.PutOff(Duration delay, JobFailure why) -> {
                LOG.infof("The job is put off for %s: %s", Durations.inWords(delay), why.detail());
                Instant notBefore = Instant.now().plus(delay);
                record(() -> attempts.putOffUncounted(attempt, notBefore, why));
                throw later(attempt, notBefore, delay, why, error);
            }
            case RetryPolicy.Fail(JobFailure failure) -> {
                tell(failure, error);
                fail(attempt, failure);
                throw new JobFailedException(failure, error);
            }
        }
    }

    /** What can't get better, such as a damaged file, is no error of the worker's. */
    private static void tell(JobFailure failure, Throwable error) {
        LOG.logf(
                failure.retryable() ? Logger.Level.ERROR : Logger.Level.WARN,
                failure.code() == ErrorCode.INTERNAL_ERROR ? error : null,
                "The job failed: %s, %s",
                failure.code(),
                failure.detail());
    }

    private RetryLaterException later(
            Attempt attempt, Instant notBefore, Duration delay, JobFailure why, Throwable error) {
        events.putOff(attempt.job().id, notBefore, why.detail());
        return new RetryLaterException(delay, why.detail(), error);
    }

    private void fail(Attempt attempt, JobFailure failure) throws RetryLaterException {
        try {
            attempts.fail(attempt, failure);
        } catch (AttemptSupersededException e) {
            LOG.info(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("PostgreSQL does not answer, so the failure is not recorded: %s", e.getMessage());
            throw noDatabase(e);
        }
    }

    private static void record(Runnable how) {
        try {
            how.run();
        } catch (AttemptSupersededException e) {
            LOG.info(e.getMessage());
        } catch (RuntimeException e) {
            // the queue brings the job back all the same
            LOG.warnf("PostgreSQL does not answer, so that the job goes back is not recorded: %s", e.getMessage());
        }
    }
}
