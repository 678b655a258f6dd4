package io.ragline.api.limits;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Token buckets of this process alone, for as long as Redis is away. */
@ApplicationScoped
class LocalBuckets {
    /** Beyond it the map begins anew: many addresses must not fill the memory. */
    private static final int MOST = 10_000;

    private final Map<String, Used> all = new HashMap<>();

    /**
     * @param units 1/period of a token, as in {@code take-tokens.lua}
     * @param atMillis of a clock that does not jump
     */
    private record Used(long units, long atMillis) {}

    /** @param tokens 1, or -1 to give one back */
    synchronized Taken take(Bucket bucket, int tokens) {
        long now = System.nanoTime() / 1_000_000;
        long period = bucket.period().toMillis();
        Used before = all.getOrDefault(bucket.key(), new Used(0, now));
        long used = Math.max(0, before.units() - (now - before.atMillis()) * bucket.limit());
        boolean granted = used + tokens * period <= bucket.limit() * period;
        if (granted) {
            used = Math.max(0, used + tokens * period);
            if (all.size() >= MOST) {
                all.clear();
            }
            all.put(bucket.key(), new Used(used, now));
        }
        long left = bucket.limit() * period - used;
        Taken.Level level = new Taken.Level(
                bucket,
                left / period,
                Duration.ofMillis(Math.ceilDiv(used, bucket.limit())),
                Duration.ofMillis(Math.max(0, Math.ceilDiv(period - left, bucket.limit()))));
        return new Taken(granted, List.of(level));
    }
}
