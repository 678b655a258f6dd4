package io.ragline.worker.lane;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueueComparison;
import io.ragline.job.QueuedJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Enqueues every job that PostgreSQL accepted and the queue will not run: Redis was flushed, restored from an old snapshot,
 * or went away between the two; or the job ended there in a way that its worker could not record.
 *
 * <p>Each round looks at the jobs that were queued lately and at those that run. All unfinished jobs are compared when Redis
 * may have lost some ({@link QueueComparison}), so that a million waiting jobs cost nothing while all is well. Safe in
 * several workers at once: a job is locked and looked at again before it is enqueued, and enqueuing twice is once.
 */
@ApplicationScoped
class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** Rounds overlap by more than the clocks of API and worker may differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** So far back looks the first round of a process. */
    private static final Duration BEFORE_START = Duration.ofMinutes(10);

    private static final int PAGE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final JobRepository jobs;
    private final JobQueue queue;
    private final QueueComparison comparison;
    private final WorkerConfig config;
    private Instant doneUntil = Instant.now().minus(BEFORE_START);

    Reconciler(JobRepository jobs, JobQueue queue, QueueComparison comparison, WorkerConfig config) {
        this.jobs = jobs;
        this.queue = queue;
        this.comparison = comparison;
        this.config = config;
    }

    @Scheduled(every = "${ragline.worker.reconcile-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void reconcileCarefully() {
        try {
            int enqueued = reconcile();
            if (enqueued > 0) {
                LOG.infof("%d accepted jobs were missing in the queue and have been enqueued again", enqueued);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Accepted jobs could not be compared with the queue, it is tried again: %s", e.getMessage());
        }
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetEnded() {
        try {
            queue.forgetEnded(Instant.now().minus(config.keepEndedJobs()));
        } catch (RuntimeException e) {
            LOG.warnf("Ended jobs could not be cleared from the queue, it is tried again: %s", e.getMessage());
        }
    }

    /** Compares what may be missing. Returns how many jobs were enqueued. */
    synchronized int reconcile() {
        // younger jobs may be on their way into the queue still
        Instant before = Instant.now().minus(config.reconcileGrace());
        int enqueued = comparison.begin().map(turn -> everything(turn, before)).orElseGet(() -> lately(before));
        doneUntil = before;
        return enqueued;
    }

    private int everything(QueueComparison.Turn turn, Instant before) {
        int enqueued = inPages(after -> {
            turn.keep();
            return jobs.unfinished(before, after, PAGE);
        });
        if (!turn.finish()) {
            LOG.warn("Redis lost its data while it was compared with what was accepted; it is compared again");
        }
        return enqueued;
    }

    private int lately(Instant before) {
        Instant from = doneUntil.minus(OVERLAP);
        int running = enqueueMissing(jobs.running(before));
        return running + inPages(after -> jobs.queuedWithin(from, before, after, PAGE));
    }

    private int inPages(Function<UUID, List<JobEntity>> pageAfter) {
        int enqueued = 0;
        List<JobEntity> page = pageAfter.apply(FIRST);
        while (!page.isEmpty()) {
            enqueued += enqueueMissing(page);
            page = page.size() < PAGE ? List.of() : pageAfter.apply(page.getLast().id);
        }
        return enqueued;
    }

    private int enqueueMissing(List<JobEntity> page) {
        Set<UUID> missing = queue.missing(page.stream().map(job -> job.id).toList());
        for (JobEntity job : page) {
            if (missing.contains(job.id)) {
                jobs.whileUnfinished(job.id, () -> queue.enqueueAgain(QueuedJob.of(job)));
            }
        }
        return missing.size();
    }
}
