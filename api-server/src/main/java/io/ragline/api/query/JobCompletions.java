package io.ragline.api.query;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ragline.job.JobEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waiting for jobs to end, on one subscription for the whole process, never a connection for each who waits. A message
 * may get lost, so whoever waits looks again every {@link #LOOK_AGAIN}.
 */
@ApplicationScoped
class JobCompletions {
    /** The longest that a lost message can delay an answer. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(JobCompletions.class);

    private final RedisClient redis;
    private final ConcurrentHashMap<UUID, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService subscriber = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ended-jobs").factory());
    private @Nullable StatefulRedisPubSubConnection<String, String> subscription;

    JobCompletions(RedisClient redis) {
        this.redis = redis;
    }

    /**
     * Completes when the job ends, or after {@code atMost} or {@link #LOOK_AGAIN}, whichever comes first: the caller looks
     * then. Ask before looking, so that nothing is missed in between.
     */
    CompletableFuture<Void> next(UUID jobId, Duration atMost) {
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
        subscriber.scheduleWithFixedDelay(this::subscribe, 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lettuce subscribes again by itself after a lost connection; only the first time may have to be repeated. */
    private void subscribe() {
        if (subscription != null) {
            return;
        }
        try {
            StatefulRedisPubSubConnection<String, String> connection = redis.connectPubSub();
            connection.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String jobId) {
                    ended(jobId);
                }
            });
            connection.async().subscribe(JobEvents.ENDED_CHANNEL);
            subscription = connection;
        } catch (RedisException e) {
            LOG.warnf("Can't listen for ended jobs, so I look every %s: %s", LOOK_AGAIN, e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        subscriber.shutdownNow();
        if (subscription != null) {
            subscription.closeAsync();
        }
    }
}
