package io.ragline.job;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is published on Redis channels, on one connection for the whole process however many listen. A message may get
 * lost while the connection is down, so whoever listens must also look by itself now and then.
 */
public final class JobSignals implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JobSignals.class);
    private static final Duration CONNECT_EVERY = Duration.ofSeconds(1);

    private final RedisClient redis;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-signals").factory());
    /** Channels whose subscription could not be changed; Lettuce subscribes again only to those that it had. */
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    private @Nullable StatefulRedisPubSubConnection<String, String> connection;

    public JobSignals(RedisClient redis) {
        this.redis = redis;
        connector.scheduleWithFixedDelay(this::keepUp, 0, CONNECT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends a listener's listening. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Calls back with each message of a channel, on a network thread: the listener must return at once. */
    public Listening listen(String channel, Consumer<String> listener) {
        listeners.compute(channel, (name, others) -> {
            List<Consumer<String>> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
            all.add(listener);
            if (others == null) {
                subscribe(name);
            }
            return all;
        });
        return () -> leave(channel, listener);
    }

    private void leave(String channel, Consumer<String> listener) {
        listeners.computeIfPresent(channel, (name, all) -> {
            List<Consumer<String>> rest = new ArrayList<>(all);
            rest.remove(listener);
            if (rest.isEmpty()) {
                unsubscribe(name);
                return null;
            }
            return rest;
        });
    }

    private void tell(String channel, String message) {
        listeners.getOrDefault(channel, List.of()).forEach(listener -> listener.accept(message));
    }

    private void keepUp() {
        connect();
        for (String channel : List.copyOf(missed)) {
            missed.remove(channel);
            listeners.compute(channel, (name, all) -> {
                if (all == null) {
                    unsubscribe(name);
                } else {
                    subscribe(name);
                }
                return all;
            });
        }
    }

    /** Lettuce subscribes again by itself after a lost connection; only the first time may have to be repeated. */
    private synchronized void connect() {
        if (connection != null) {
            return;
        }
        try {
            StatefulRedisPubSubConnection<String, String> fresh = redis.connectPubSub();
            fresh.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    tell(channel, message);
                }
            });
            connection = fresh;
            listeners.keySet().forEach(this::subscribe);
        } catch (RedisException e) {
            LOG.debugf(e, "Can't listen to Redis, it is tried again every %s", CONNECT_EVERY);
        }
    }

    private synchronized void subscribe(String channel) {
        if (connection != null) {
            var unused = connection.async().subscribe(channel).exceptionally(e -> notDone(channel, e));
        }
    }

    private synchronized void unsubscribe(String channel) {
        if (connection != null) {
            var unused = connection.async().unsubscribe(channel).exceptionally(e -> notDone(channel, e));
        }
    }

    @SuppressWarnings("NullAway") // a Void has no other value
    private Void notDone(String channel, Throwable e) {
        missed.add(channel);
        LOG.debugf(e, "The subscription of %s was not changed: Redis does not answer", channel);
        return null;
    }

    @Override
    public synchronized void close() {
        connector.shutdownNow();
        if (connection != null) {
            connection.closeAsync();
        }
    }
}
