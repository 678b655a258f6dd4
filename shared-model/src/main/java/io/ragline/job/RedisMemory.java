package io.ragline.job;

import io.lettuce.core.api.StatefulRedisConnection;

/** How much of its memory Redis uses. */
public final class RedisMemory {
    private final StatefulRedisConnection<String, String> redis;

    public RedisMemory(StatefulRedisConnection<String, String> redis) {
        this.redis = redis;
    }

    /**
     * The part of {@code maxmemory} that is used, from 0; always 0 where Redis has no such limit.
     *
     * @throws io.lettuce.core.RedisException if Redis can't be reached
     */
    public double used() {
        String info = redis.sync().info("memory");
        long limit = number(info, "maxmemory:");
        return limit == 0 ? 0 : (double) number(info, "used_memory:") / limit;
    }

    private static long number(String info, String field) {
        return info.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> Long.parseLong(line.substring(field.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Redis does not tell its " + field));
    }
}
