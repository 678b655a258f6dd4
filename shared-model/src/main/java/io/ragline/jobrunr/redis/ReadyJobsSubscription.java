package io.ragline.jobrunr.redis;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for jobs that become ready, on a connection of its own. It checks every second that the connection still
 * answers, since one that died silently brings no messages and no error, and makes a new one when it does not. Messages
 * are lost while there is none, so every callback is called whenever its lane is subscribed to, the first time too.
 */
public final class ReadyJobsSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyJobsSubscription.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final RedisClient client;
    private final Map<String, Runnable> wakeByChannel;
    private final ScheduledExecutorService checks;
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private boolean subscribed;

    ReadyJobsSubscription(RedisClient client, Keys keys, Map<String, Runnable> wakeByLane) {
        if (wakeByLane.isEmpty()) {
            throw new IllegalArgumentException("no lane to listen to");
        }
        this.client = client;
        this.wakeByChannel = wakeByLane.entrySet().stream()
                .collect(toUnmodifiableMap(wake -> keys.wakeChannel(wake.getKey()), Map.Entry::getValue));
        this.checks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("jobrunr-redis-wake-up").factory());
        var unused = checks.scheduleWithFixedDelay(this::check, 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check() {
        try {
            StatefulRedisPubSubConnection<String, String> current = connection;
            if (current == null || !current.isOpen()) {
                connect();
            } else {
                current.async().ping().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (subscribed) {
                LOG.warn("No wake-ups from Redis for now, jobs wait for the next poll: {}", e.toString());
            }
            disconnect();
        }
    }

    private void connect() throws Exception {
        disconnect();
        StatefulRedisPubSubConnection<String, String> fresh = client.connectPubSub();
        connection = fresh;
        fresh.addListener(new WakeUps());
        fresh.async()
                .subscribe(wakeByChannel.keySet().toArray(String[]::new))
                .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        subscribed = true;
    }

    private void disconnect() {
        subscribed = false;
        if (connection != null) {
            var unused = connection.closeAsync();
            connection = null;
        }
    }

    private void wake(String channel) {
        Runnable callback = wakeByChannel.get(channel);
        if (callback == null) {
            return;
        }
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.error("The wake-up for {} failed", channel, e);
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        try {
            checks.awaitTermination(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }

    private final class WakeUps extends RedisPubSubAdapter<String, String> {
        @Override
        public void subscribed(String channel, long count) {
            wake(channel);
        }

        @Override
        public void message(String channel, String message) {
            wake(channel);
        }
    }
}
