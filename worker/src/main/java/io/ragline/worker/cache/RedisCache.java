package io.ragline.worker.cache;

import io.ragline.worker.cache.CacheMetrics.Asked;
import io.ragline.worker.cache.CacheMetrics.Put;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by name in Redis, shared by all workers, within limits of its own: Redis itself must not evict, because it holds the queue.
 * What was not used for longest goes first. While Redis is away nothing is found and nothing is kept. Safe for use by many threads.
 */
public final class RedisCache {
    private static final int AT_ONCE = 256;
    private static final int GIVE_BACK = 500;
    private static final String USED = "used";
    private static final String BYTES = "bytes";

    private final CacheConnection redis;
    private final String prefix;
    private final Limits limits;
    private final BooleanSupplier memoryIsShort;
    private final CacheMetrics metrics;

    /**
     * How much is kept.
     *
     * @param entries at most
     * @param bytes of Redis' memory, at most
     * @param valueBytes of one entry, at most
     * @param keep how long
     */
    public record Limits(int entries, long bytes, int valueBytes, Duration keep) {
        public Limits {
            if (entries < 1 || bytes < 1 || valueBytes < 1 || keep.toMillis() < 1) {
                throw new IllegalArgumentException("A cache needs room and time: %d entries, %d bytes, %d each, %s"
                        .formatted(entries, bytes, valueBytes, keep));
            }
        }
    }

    RedisCache(CacheConnection redis, String name, Limits limits, BooleanSupplier memoryIsShort, CacheMetrics metrics) {
        this.redis = redis;
        this.prefix = "{ragline-cache-" + name + "}:";
        this.limits = limits;
        this.memoryIsShort = memoryIsShort;
        this.metrics = metrics;
        metrics.size(() -> size().entries(), () -> size().bytes());
    }

    /** The entry of that name, if it is there. */
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(getAll(List.of(name)).getFirst());
    }

    /** The entries of those names, in order, with null for each that isn't there. */
    public List<byte @Nullable []> getAll(List<String> names) {
        List<byte @Nullable []> found = new ArrayList<>(names.size());
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            Optional<List<@Nullable Object>> values = redis.run(
                    CacheScript.GET,
                    keys(some),
                    some.stream().map(RedisCache::bytes).toArray(byte[][]::new));
            for (int i = 0; i < some.size(); i++) {
                found.add(values.isEmpty() ? null : (byte[]) values.get().get(i));
            }
        }
        long hits = found.stream().filter(value -> value != null).count();
        metrics.asked(Asked.HIT, hits);
        metrics.asked(Asked.MISS, names.size() - hits);
        return found;
    }

    /** Keeps an entry, in place of any of that name. */
    public void put(String name, byte[] value) {
        putAll(Map.of(name, value));
    }

    /** Keeps entries, in place of any of those names; those that are too large are left out. */
    public void putAll(Map<String, byte[]> entries) {
        Map<String, byte[]> batch = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getValue().length > limits.valueBytes()) {
                metrics.put(Put.TOO_LARGE, 1);
                continue;
            }
            batch.put(entry.getKey(), entry.getValue());
            if (batch.size() == AT_ONCE) {
                putBatch(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            putBatch(batch);
        }
    }

    private void putBatch(Map<String, byte[]> entries) {
        boolean giveBack = memoryIsShort.getAsBoolean();
        Map<String, byte[]> kept = giveBack ? Map.of() : entries;
        List<byte[]> values = new ArrayList<>(List.of(
                bytes(entry("")),
                bytes(limits.entries()),
                bytes(limits.bytes()),
                bytes(limits.keep().toMillis()),
                bytes(giveBack ? GIVE_BACK : 0)));
        kept.forEach((name, value) -> {
            values.add(bytes(name));
            values.add(value);
        });
        Optional<List<@Nullable Object>> done =
                redis.run(CacheScript.PUT, keys(List.copyOf(kept.keySet())), values.toArray(byte[][]::new));
        done.ifPresent(evicted -> metrics.evicted(number(evicted.getFirst())));
        metrics.put(giveBack || done.isEmpty() ? Put.REFUSED : Put.KEPT, entries.size());
    }

    /** Either what is kept, or who is working it out. */
    sealed interface Claim {
        /** It is there. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Kept(byte[] value) implements Claim {}

        /** It isn't there, and whoever asked has it to work out. */
        record Mine() implements Claim {}

        /** Another is working it out. */
        record Held(String by) implements Claim {}

        /** Redis does not answer. */
        record Unknown() implements Claim {}
    }

    /** What is kept under a name, else the right to work it out, held for so long unless {@link #hold} prolongs it. */
    Claim claim(String name, String token, Duration hold) {
        return redis.run(
                        CacheScript.CLAIM,
                        new String[] {prefix + USED, entry(name), lease(name)},
                        bytes(name),
                        bytes(token),
                        bytes(hold.toMillis()))
                .<Claim>map(reply -> switch (text(reply.getFirst())) {
                    case "kept" -> new Claim.Kept((byte[]) Objects.requireNonNull(reply.get(1)));
                    case "held" -> new Claim.Held(text(reply.get(1)));
                    default -> new Claim.Mine();
                })
                .orElseGet(Claim.Unknown::new);
    }

    /** Prolongs a claim, or gives it up if {@code hold} is zero. */
    void hold(String name, String token, Duration hold) {
        redis.run(CacheScript.HOLD, new String[] {lease(name)}, bytes(token), bytes(hold.toMillis()));
    }

    CacheMetrics metrics() {
        return metrics;
    }

    /** How much there is. */
    record Size(long entries, long bytes) {}

    /** How much there is, of which some may have expired; nothing if Redis does not answer. */
    Size size() {
        return redis.run(CacheScript.SIZE, new String[] {prefix + USED, prefix + BYTES})
                .map(reply -> new Size(number(reply.get(0)), number(reply.get(1))))
                .orElse(new Size(0, 0));
    }

    private String[] keys(List<String> names) {
        List<String> keys = new ArrayList<>(List.of(prefix + USED, prefix + "sizes", prefix + BYTES));
        names.forEach(name -> keys.add(entry(name)));
        return keys.toArray(String[]::new);
    }

    private String entry(String name) {
        return prefix + "entry:" + name;
    }

    private String lease(String name) {
        return prefix + "lease:" + name;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    private static String text(@Nullable Object reply) {
        return new String((byte[]) Objects.requireNonNull(reply), StandardCharsets.UTF_8);
    }

    private static long number(@Nullable Object reply) {
        return (Long) Objects.requireNonNull(reply);
    }
}
