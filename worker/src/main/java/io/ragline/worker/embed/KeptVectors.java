package io.ragline.worker.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.ragline.worker.cache.CacheMetrics;
import io.ragline.worker.cache.CacheMetrics.Asked;
import io.ragline.worker.cache.CacheMetrics.Put;
import io.ragline.worker.cache.CacheOwner;
import io.ragline.worker.cache.Caches;
import io.ragline.worker.cache.Freshness;
import io.ragline.worker.cache.RedisCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Vectors by name: in this process' memory first, then in Redis, where all workers have them. */
@ApplicationScoped
public class KeptVectors {
    private static final int MEGABYTE = 1 << 20;
    private static final int LARGEST = 64 * 1024;
    /** What a vector takes in memory beside its numbers: its name and what Caffeine keeps of it. */
    private static final int AROUND_A_VECTOR = 250;

    private final boolean enabled;
    private final Freshness freshness;
    private final CacheOwner owner;
    private final Cache<String, float[]> memory;
    private final CacheMetrics memoryMetrics;
    private final RedisCache redis;

    KeptVectors(EmbeddingCacheConfig config, Caches caches, Freshness freshness, CacheOwner owner) {
        this.owner = owner;
        this.enabled = config.enabled();
        this.freshness = freshness;
        this.memoryMetrics = caches.metrics("embeddings-memory");
        this.memory = Caffeine.newBuilder()
                .maximumWeight((long) config.memoryMegabytes() * MEGABYTE)
                .weigher((String name, float[] vector) -> vector.length * Float.BYTES + AROUND_A_VECTOR)
                .expireAfterWrite(config.keep())
                .evictionListener((name, vector, cause) -> tellEviction(cause))
                .build();
        memoryMetrics.size(memory::estimatedSize, this::memoryBytes);
        this.redis = caches.redis(
                "embeddings",
                new RedisCache.Limits(
                        config.maxEntries(), (long) config.maxMegabytes() * MEGABYTE, LARGEST, config.keep()));
    }

    private void tellEviction(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            memoryMetrics.evicted(1);
        }
    }

    private long memoryBytes() {
        return memory.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .map(size -> size.orElse(0))
                .orElse(0L);
    }

    /**
     * An embedder that looks here before it embeds.
     *
     * @param variant what its vectors depend on beside the model's name
     */
    Embedder before(Embedder embedder, String variant) {
        return enabled ? new CachingEmbedder(embedder, variant, this) : embedder;
    }

    /** Whose vectors are looked for and kept just now; nothing if nobody's are. */
    Optional<UUID> owner() {
        return owner.tenant();
    }

    /** The vectors of those names, in order, with null for each that isn't kept or has another length. */
    List<float @Nullable []> getAll(List<String> names, int dimensions) {
        if (freshness.wanted()) {
            memoryMetrics.asked(Asked.FRESH, names.size());
            return new ArrayList<>(Collections.nCopies(names.size(), null));
        }
        List<float @Nullable []> found = new ArrayList<>(names.size());
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            float[] vector = memory.getIfPresent(names.get(i));
            found.add(vector == null || vector.length != dimensions ? null : vector.clone());
            if (found.get(i) == null) {
                missing.add(i);
            }
        }
        memoryMetrics.asked(Asked.HIT, names.size() - missing.size());
        memoryMetrics.asked(Asked.MISS, missing.size());
        if (!missing.isEmpty()) {
            lookInRedis(names, missing, dimensions, found);
        }
        return found;
    }

    private void lookInRedis(
            List<String> names, List<Integer> missing, int dimensions, List<float @Nullable []> found) {
        List<byte @Nullable []> values =
                redis.getAll(missing.stream().map(names::get).toList());
        for (int i = 0; i < missing.size(); i++) {
            byte[] value = values.get(i);
            if (value != null && value.length == dimensions * Float.BYTES) {
                float[] vector = vector(value);
                memory.put(names.get(missing.get(i)), vector.clone());
                found.set(missing.get(i), vector);
            }
        }
    }

    void putAll(Map<String, float[]> vectors) {
        vectors.forEach((name, vector) -> memory.put(name, vector.clone()));
        memoryMetrics.put(Put.KEPT, vectors.size());
        Map<String, byte[]> values = LinkedHashMap.newLinkedHashMap(vectors.size());
        vectors.forEach((name, vector) -> values.put(name, bytes(vector)));
        redis.putAll(values);
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float[] vector(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
