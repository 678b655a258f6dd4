package io.ragline.api.access;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.job.JobSignals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keys that were used lately, so that not each request asks PostgreSQL. One that is revoked is forgotten by all processes at once,
 * and should their message be lost, after {@link AccessConfig#trust} at the latest.
 */
@ApplicationScoped
class KnownKeys {
    private static final Logger LOG = Logger.getLogger(KnownKeys.class);
    private static final String CHANGED_CHANNEL = "ragline:keys:changed";
    private static final Duration SAY_USED_EVERY = Duration.ofMinutes(1);
    /** Far more than are in use; beyond it the map begins anew, for whoever guesses keys must not fill the memory. */
    private static final int MOST = 10_000;

    private final ApiKeyRepository keys;
    private final JobSignals signals;
    private final StatefulRedisConnection<String, String> redis;
    private final Duration trust;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    KnownKeys(
            ApiKeyRepository keys,
            JobSignals signals,
            StatefulRedisConnection<String, String> redis,
            AccessConfig config) {
        this.keys = keys;
        this.signals = signals;
        this.redis = redis;
        this.trust = config.trust();
    }

    private record Known(Optional<ApiKeyEntity> key, long untilNanos) {
        boolean isFresh() {
            return untilNanos - System.nanoTime() > 0;
        }
    }

    void start(@Observes StartupEvent event) {
        signals.listen(CHANGED_CHANNEL, known::remove);
    }

    /** What is known of the key without asking PostgreSQL; null if nothing is. */
    @org.jspecify.annotations.Nullable
    Optional<ApiKeyEntity> fresh(String publicId) {
        Known at = known.get(publicId);
        return at != null && at.isFresh() ? at.key() : null;
    }

    /** Whether this is a key that was right when it was last looked up, however long ago. */
    boolean wasRight(KeyText text) {
        Known at = known.get(text.publicId());
        return at != null
                && at.key().filter(key -> text.matches(key.secretSha256)).isPresent();
    }

    /** The key; blocks. */
    Optional<ApiKeyEntity> look(String publicId) {
        // the time before looking: what changes meanwhile is noticed
        long until = System.nanoTime() + trust.toNanos();
        Optional<ApiKeyEntity> key = keys.withPublicId(publicId);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(publicId, new Known(key, until));
        return key;
    }

    /** The key changed: nobody is to rely on what it was. */
    void changed(String publicId) {
        known.remove(publicId);
        try {
            redis.async().publish(CHANGED_CHANNEL, publicId);
        } catch (RedisException e) {
            LOG.debugf(e, "Other processes learn of the changed key in %s only: Redis does not answer", trust);
        }
    }

    /** The key was used just now; whether that is to be recorded, which is once a minute. */
    boolean isToSay(UUID id, Instant now) {
        Instant before = used.get(id);
        if (before != null && before.plus(SAY_USED_EVERY).isAfter(now)) {
            return false;
        }
        return before == null ? used.putIfAbsent(id, now) == null : used.replace(id, before, now);
    }
}
