package io.ragline.worker.cache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;

/** What one cache is asked, keeps and gives up. Names: {@code ragline.cache.requests}, {@code .puts}, {@code .evictions}, … */
public final class CacheMetrics {
    private static final String CACHE = "cache";
    private static final String RESULT = "result";

    private final MeterRegistry registry;
    private final String cache;

    public CacheMetrics(MeterRegistry registry, String cache) {
        this.registry = registry;
        this.cache = cache;
        for (Asked result : Asked.values()) {
            asked(result, 0); // so that a rate can be told from the first one on
        }
    }

    /** What became of a look into a cache. */
    public enum Asked {
        /** It was there. */
        HIT,
        /** It was not there. */
        MISS,
        /** It was not there, but somebody was working it out, and shared it. */
        SHARED,
        /** It was not there, but somebody was working it out, and enough waited for it already. */
        PUT_OFF,
        /** The cache was not asked, because a new answer is wanted. */
        FRESH
    }

    /** What became of something to be kept. */
    public enum Put {
        KEPT,
        /** It is larger than one entry may be. */
        TOO_LARGE,
        /** Redis is away, or has no room. */
        REFUSED
    }

    public void asked(Asked result, long times) {
        registry.counter("ragline.cache.requests", CACHE, cache, RESULT, id(result))
                .increment(times);
    }

    public void put(Put result, long times) {
        registry.counter("ragline.cache.puts", CACHE, cache, RESULT, id(result)).increment(times);
    }

    public void evicted(long entries) {
        registry.counter("ragline.cache.evictions", CACHE, cache).increment(entries);
    }

    /** How much there is in it, looked at when somebody asks for metrics. */
    public void size(Supplier<Number> entries, Supplier<Number> bytes) {
        Gauge.builder("ragline.cache.entries", entries).tag(CACHE, cache).register(registry);
        Gauge.builder("ragline.cache.size", bytes)
                .tag(CACHE, cache)
                .baseUnit("bytes")
                .register(registry);
    }

    private static String id(Enum<?> result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
