package io.ragline.api.query;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.ragline.job.JobEvents;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private @Nullable StatefulRedisPubSubConnection<String, String> subscription;

    JobCompletions(RedisClient redis) {
        this.redis = redis;
    }

    /**
     * Completes when the job ends, or after {@code atMost} or {@link #LOOK_AGAIN}, whichever comes first: the caller looks
     * then. Ask before looking, so that nothing is missed in between.
     */
    CompletableFuture<Void> next(UUID jobId, Duration atMost) {
        subscribe();
        CompletableFuture<Void> ended = waiting.computeIfAbsent(jobId, id -> new CompletableFuture<>());
        Duration patience = atMost.compareTo(LOOK_AGAIN) < 0 ? atMost : LOOK_AGAIN;
        return ended.copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, e) -> waiting.remove(jobId, ended));
    }

    /** Lettuce subscribes again by itself after a lost connection; only the first time may have to be repeated. */
    private synchronized void subscribe() {
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

    private void ended(String jobId) {
        try {
            CompletableFuture<Void> ended = waiting.remove(UUID.fromString(jobId));
            if (ended != null) {
                ended.complete(null);
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("'%s' on %s is no job id", jobId, JobEvents.ENDED_CHANNEL);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (subscription != null) {
            subscription.close();
        }
    }
}
