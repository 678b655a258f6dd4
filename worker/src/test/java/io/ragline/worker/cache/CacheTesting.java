package io.ragline.worker.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Caches of one worker process on a Redis of a test's. */
final class CacheTesting implements AutoCloseable {
    static final Duration LEFT_ALONE = Duration.ofMillis(300);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RedisClient client;
    private final CacheConnection connection;

    CacheTesting(RedisURI uri) {
        client = RedisClient.create(uri);
        connection = new CacheConnection(
                () -> client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)),
                Duration.ofSeconds(2),
                LEFT_ALONE);
    }

    RedisCache cache(String name, RedisCache.Limits limits) {
        return cache(name, limits, () -> false);
    }

    RedisCache cache(String name, RedisCache.Limits limits, BooleanSupplier memoryIsShort) {
        return new RedisCache(connection, name, limits, memoryIsShort, new CacheMetrics(meters, name));
    }

    double count(String meter, String... tags) {
        return meters.counter(meter, tags).count();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
