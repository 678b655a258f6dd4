package io.ragline.worker.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.ragline.job.RedisMemory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** Opens the caches of this process. */
@ApplicationScoped
public class Caches {
    private static final Logger LOG = Logger.getLogger(Caches.class);
    private static final Duration LOOK_AT_MEMORY_EVERY = Duration.ofSeconds(5);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);
    private static final Duration HOLD = Duration.ofSeconds(6);

    private final MeterRegistry registry;
    private final CacheConnection connection;
    private final RedisMemory memory;
    private final double mostMemory;
    private final List<SharedWork> open = new CopyOnWriteArrayList<>();
    private volatile long lookedAt = System.nanoTime() - LOOK_AT_MEMORY_EVERY.toNanos();
    private volatile boolean memoryIsShort;

    Caches(RedisClient redis, RedisMemory memory, CacheConfig config, MeterRegistry registry) {
        this.registry = registry;
        this.connection = new CacheConnection(
                () -> redis.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)),
                config.timeout(),
                LEFT_ALONE);
        this.memory = memory;
        this.mostMemory = config.maxMemory();
    }

    /** A cache in Redis, the same in all processes. */
    public RedisCache redis(String name, RedisCache.Limits limits) {
        return new RedisCache(connection, name, limits, this::memoryIsShort, metrics(name));
    }

    /**
     * Work whose outcome goes into a cache, done once when many want it at once.
     *
     * @param places how many may wait for it in this process at the same time
     */
    public SharedWork sharing(RedisCache cache, int places) {
        SharedWork work = new SharedWork(cache, HOLD, places);
        open.add(work);
        return work;
    }

    /** What tells of a cache. */
    public CacheMetrics metrics(String name) {
        return new CacheMetrics(registry, name);
    }

    private boolean memoryIsShort() {
        if (System.nanoTime() - lookedAt >= LOOK_AT_MEMORY_EVERY.toNanos()) {
            lookedAt = System.nanoTime();
            try {
                memoryIsShort = memory.used() >= mostMemory;
            } catch (RedisException e) {
                LOG.debugf(e, "Redis does not tell how much memory it uses");
            }
        }
        return memoryIsShort;
    }

    @PreDestroy
    void close() {
        open.forEach(SharedWork::close);
        connection.close();
    }
}
