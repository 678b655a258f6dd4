package io.ragline.worker.lane;

import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptSupersededException;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final JobEvents events;
    private final DatabaseWatch database;
    private final RetryPolicy policy;
    private final int maxDeaths;

    JobRuns(JobRepository jobs, JobEvents events, DatabaseWatch database, WorkerConfig config) {
        this.jobs = jobs;
        this.events = events;
        this.database = database;
        this.policy = new RetryPolicy(config.maxAttempts(), RandomGenerator.getDefault());
        this.maxDeaths = config.maxDeaths();
    }

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        /** Does the job and ends it, or throws. */
        void run(Attempt attempt) throws Exception;
    }

    /** Runs {@code work} as the next attempt at the job, if the job hasn't ended. */
    public void run(UUID jobId, Work work) throws Exception {
        MDC.put("jobId", jobId.toString());
        try {
            Optional<Attempt> attempt = start(jobId);
            if (attempt.isEmpty()) {
                LOG.infof("Job %s has ended already, or was never accepted; nothing to do", jobId);
                return;
            }
            MDC.put("attempt", attempt.get().number());
            MDC.put("lane", attempt.get().job().lane);
            run(attempt.get(), work);
        } finally {
            MDC.remove("jobId");
            MDC.remove("attempt");
            MDC.remove("lane");
        }
    }

    private Optional<Attempt> start(UUID jobId) throws RetryLaterException {
        try {
            return jobs.start(jobId);
        } catch (RuntimeException e) {
            database.lost(e);
            throw new RetryLaterException(policy.delay(1), "PostgreSQL does not answer", e);
        }
    }

    private void run(Attempt attempt, Work work) throws Exception {
        try {
            refusePoison(attempt);
            work.run(attempt);
        } catch (AttemptSupersededException e) {
            LOG.info(e.getMessage());
        } catch (Exception | LinkageError | StackOverflowError e) {
            if (isStopping(e)) {
                handBack(attempt, e);
            }
            conclude(attempt, e);
        }
    }

    /** JobRunr interrupts what still runs when its server stops; each library has its own way of saying so. */
    private static boolean isStopping(Throwable e) {
        return e instanceof InterruptedException
                || e instanceof CancellationException
                || Thread.currentThread().isInterrupted();
    }

    private void handBack(Attempt attempt, Throwable e) throws InterruptedException {
        LOG.info("The worker is stopping: the job goes back to the queue");
        Thread.interrupted(); // else PostgreSQL can't be told; JobRunr sets it again
        record(() -> jobs.handBack(attempt, "its worker stopped"));
        InterruptedException stopped = new InterruptedException("The worker is stopping");
        stopped.initCause(e);
        throw stopped;
    }

    private void refusePoison(Attempt attempt) {
        if (attempt.job().deaths >= maxDeaths) {
            throw new RaglineException(
                    ErrorCode.POISONED,
                    "%d workers died while they did this job, so it is not tried again. Look into the document, then retry the job."
                            .formatted(attempt.job().deaths));
        }
    }

    private void conclude(Attempt attempt, Throwable error) throws Exception {
        switch (policy.decide(error, attempt.job().tries + 1)) {
            case RetryPolicy.Retry retry -> {
                LOG.warnf(error, "Attempt %d failed, the next is in %s", attempt.number(), retry.delay());
                putOff(attempt, retry);
                throw new RetryLaterException(retry.delay(), retry.why(), error);
            }
            case RetryPolicy.Fail(JobFailure failure) -> {
                LOG.errorf(
                        error instanceof RaglineException ? null : error,
                        "The job failed: %s, %s",
                        failure.code(),
                        failure.detail());
                fail(attempt, failure);
                throw new JobFailedException(failure, error);
            }
        }
    }

    private void fail(Attempt attempt, JobFailure failure) throws RetryLaterException {
        try {
            jobs.fail(attempt, failure);
        } catch (AttemptSupersededException e) {
            LOG.info(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("PostgreSQL does not answer, so the failure is not recorded: %s", e.getMessage());
            throw new RetryLaterException(policy.delay(1), "PostgreSQL does not answer", e);
        }
        events.ended(attempt.job().id);
    }

    private void putOff(Attempt attempt, RetryPolicy.Retry retry) {
        record(() -> jobs.putOff(attempt, Instant.now().plus(retry.delay()), retry.why()));
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
