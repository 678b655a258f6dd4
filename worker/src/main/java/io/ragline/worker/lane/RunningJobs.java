package io.ragline.worker.lane;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.job.JobSignals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The runs of this process. Stops those that count no more: when it is told that a job was cancelled, and, because messages
 * get lost, whenever PostgreSQL says so.
 */
@ApplicationScoped
class RunningJobs {
    private static final Logger LOG = Logger.getLogger(RunningJobs.class);

    private final JobRepository jobs;
    private final JobSignals signals;
    private final Set<JobRun> runs = ConcurrentHashMap.newKeySet();

    RunningJobs(JobRepository jobs, JobSignals signals) {
        this.jobs = jobs;
        this.signals = signals;
    }

    void listen(@Observes StartupEvent event) {
        signals.listen(JobEvents.STOP_CHANNEL, this::stop);
    }

    void add(JobRun run) {
        runs.add(run);
    }

    void remove(JobRun run) {
        runs.remove(run);
    }

    /** Has every run stop and go back to the queue. */
    void stopAll() {
        runs.forEach(run -> run.stop(StopReason.WORKER_STOPS));
    }

    /** Told by whoever cancelled the job in PostgreSQL. */
    private void stop(String jobId) {
        runs.stream()
                .filter(run -> run.job().id.toString().equals(jobId))
                .forEach(run -> run.stop(StopReason.COUNTS_NO_MORE));
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void stopThoseThatCountNoMore() {
        List<JobRun> now = List.copyOf(runs);
        if (now.isEmpty()) {
            return;
        }
        try {
            Set<UUID> ids = now.stream().map(run -> run.job().id).collect(Collectors.toSet());
            Map<UUID, Integer> attempts = jobs.attemptsThatCount(ids);
            now.stream()
                    .filter(run -> !Integer.valueOf(run.attempt().number()).equals(attempts.get(run.job().id)))
                    .forEach(run -> run.stop(StopReason.COUNTS_NO_MORE));
        } catch (RuntimeException e) {
            LOG.debugf(e, "Whether the running jobs still count is not known: PostgreSQL does not answer");
        }
    }
}
