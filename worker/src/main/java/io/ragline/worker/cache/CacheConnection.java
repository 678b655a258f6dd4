package io.ragline.worker.cache;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the caches' own, since their values are large and nobody must wait for them long. Redis that does not answer is
 * left alone for a few seconds, in which there is nothing in any cache.
 */
final class CacheConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CacheConnection.class);

    private final Supplier<StatefulRedisConnection<String, byte[]>> connect;
    private final Duration timeout;
    private final Duration leftAlone;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile @Nullable Long failedAt;

    /**
     * @param connect called when first needed, and again until it succeeds
     * @param timeout of one call
     * @param leftAlone how long Redis is not asked after it did not answer
     */
    CacheConnection(Supplier<StatefulRedisConnection<String, byte[]>> connect, Duration timeout, Duration leftAlone) {
        this.connect = connect;
        this.timeout = timeout;
        this.leftAlone = leftAlone;
    }

    /** What a script returns; nothing if Redis does not answer or has no room. */
    Optional<List<@Nullable Object>> run(CacheScript script, String[] keys, byte[]... values) {
        if (isLeftAlone()) {
            return Optional.empty();
        }
        try {
            StatefulRedisConnection<String, byte[]> open = open();
            return open == null ? Optional.empty() : Optional.of(run(open.sync(), script, keys, values));
        } catch (RedisCommandExecutionException | RedisCommandInterruptedException e) {
            LOG.debugf(e, "A cache was not used");
            return Optional.empty();
        } catch (RedisException e) {
            failedAt = System.nanoTime();
            LOG.warnf(
                    "Caches are not used for %d s: Redis does not answer (%s)", leftAlone.toSeconds(), e.getMessage());
            return Optional.empty();
        }
    }

    private static List<@Nullable Object> run(
            RedisCommands<String, byte[]> redis, CacheScript script, String[] keys, byte[]... values) {
        try {
            return redis.evalsha(script.digest(), ScriptOutputType.MULTI, keys, values);
        } catch (RedisNoScriptException e) {
            return redis.eval(script.source(), ScriptOutputType.MULTI, keys, values);
        }
    }

    private boolean isLeftAlone() {
        Long failed = failedAt;
        return failed != null && System.nanoTime() - failed < leftAlone.toNanos();
    }

    /** Null if another thread takes long to connect. */
    private @Nullable StatefulRedisConnection<String, byte[]> open() {
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null || !waitForTurn()) {
            return open;
        }
        try {
            if (connection == null && !isLeftAlone()) {
                StatefulRedisConnection<String, byte[]> fresh = connect.get();
                fresh.setTimeout(timeout);
                connection = fresh;
            }
            return connection;
        } finally {
            connecting.unlock();
        }
    }

    private boolean waitForTurn() {
        try {
            return connecting.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null) {
            open.close();
        }
    }
}
