package io.ragline.api.limits;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@code limit} tokens at most, of which as many come anew in each period, evenly.
 *
 * @param key in Redis; what stands in braces puts those that are taken from at once on one node of a cluster
 * @param what it limits, in words: {@code requests a minute}
 * @param whose it is, in words that begin a sentence
 */
public record Bucket(String key, String what, String whose, int limit, Duration period) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public Bucket {
        Objects.requireNonNull(key);
        Objects.requireNonNull(what);
        Objects.requireNonNull(whose);
        if (limit < 1 || period.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "A bucket of %d tokens in %s can't be taken from: at least 1 in 1 ms".formatted(limit, period));
        }
    }

    /** @param keyId null for the tenant's */
    public static Bucket requests(UUID tenantId, @Nullable UUID keyId, int limit) {
        return new Bucket(key(tenantId, keyId, "requests"), "requests a minute", whose(keyId), limit, MINUTE);
    }

    /** @param keyId null for the tenant's */
    public static Bucket uploads(UUID tenantId, @Nullable UUID keyId, int limit) {
        return new Bucket(key(tenantId, keyId, "uploads"), "uploads a day", whose(keyId), limit, Duration.ofDays(1));
    }

    static Bucket unauthenticated(String address, int limit) {
        return new Bucket(
                "ragline:limits:{%s}:unauthenticated".formatted(address),
                "requests a minute without a valid key",
                "This address",
                limit,
                MINUTE);
    }

    private static String key(UUID tenantId, @Nullable UUID keyId, String what) {
        return "ragline:limits:{%s}:%s%s".formatted(tenantId, keyId == null ? "" : keyId + ":", what);
    }

    private static String whose(@Nullable UUID keyId) {
        return keyId == null ? "The tenant" : "This key";
    }
}
