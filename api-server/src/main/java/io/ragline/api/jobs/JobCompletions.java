package io.ragline.api.jobs;

import io.quarkus.runtime.StartupEvent;
import io.ragline.job.JobEvents;
import io.ragline.job.JobSignals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Waiting for jobs to end, on one subscription for the whole process, never a connection for each who waits. A message
 * may get lost, so whoever waits looks again every {@link #LOOK_AGAIN}.
 */
@ApplicationScoped
public class JobCompletions {
    /** The longest that a lost message can delay an answer. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(JobCompletions.class);

    private final JobSignals signals;
    private final ConcurrentHashMap<UUID, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

    JobCompletions(JobSignals signals) {
        this.signals = signals;
    }

    /**
     * Completes when the job ends, or after {@code atMost} or {@link #LOOK_AGAIN}, whichever comes first: the caller looks
     * then. Ask before looking, so that nothing is missed in between.
     */
    public CompletableFuture<Void> next(UUID jobId, Duration atMost) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        waiting.compute(jobId, (id, others) -> {
            Set<CompletableFuture<Void>> all = others == null ? new HashSet<>() : others;
            all.add(ended);
            return all;
        });
        ended.whenComplete((done, e) -> forget(jobId, ended));
        Duration patience = atMost.compareTo(LOOK_AGAIN) < 0 ? atMost : LOOK_AGAIN;
        return ended.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget(UUID jobId, CompletableFuture<Void> ended) {
        waiting.computeIfPresent(jobId, (id, all) -> {
            all.remove(ended);
            return all.isEmpty() ? null : all;
        });
    }

    private void ended(String jobId) {
        try {
            Set<CompletableFuture<Void>> all = waiting.remove(UUID.fromString(jobId));
            if (all != null) {
                all.forEach(each -> each.complete(null));
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("'%s' on %s is no job id", jobId, JobEvents.ENDED_CHANNEL);
        }
    }

    void start(@Observes StartupEvent event) {
        signals.listen(JobEvents.ENDED_CHANNEL, this::ended);
    }
}
