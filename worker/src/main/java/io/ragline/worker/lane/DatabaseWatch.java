package io.ragline.worker.lane;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.JobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Whether PostgreSQL answers. While it doesn't, no lane takes jobs: each would only be put off, and JobRunr would write one
 * state after the other into a history that never shrinks.
 */
@ApplicationScoped
class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

    private final JobRepository jobs;
    private volatile boolean answers = true;

    DatabaseWatch(JobRepository jobs) {
        this.jobs = jobs;
    }

    boolean answers() {
        return answers;
    }

    /** A job could not start because of PostgreSQL. */
    void lost(RuntimeException e) {
        if (answers) {
            LOG.warnf("PostgreSQL does not answer, so no jobs are taken until it does: %s", e.getMessage());
        }
        answers = false;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (answers) {
            return;
        }
        try {
            jobs.ping();
            answers = true;
            LOG.info("PostgreSQL answers again");
        } catch (RuntimeException e) {
            LOG.debugf(e, "PostgreSQL still does not answer");
        }
    }
}
