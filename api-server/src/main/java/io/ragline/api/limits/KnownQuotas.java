package io.ragline.api.limits;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.QuotaRepository;
import io.ragline.catalog.QuotaRepository.Quotas;
import io.ragline.job.JobSignals;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The limits of those who asked lately, so that not each request asks PostgreSQL. Limits that change are forgotten by all processes at
 * once, and should their message be lost, as soon as what is known of a key is.
 */
@ApplicationScoped
public class KnownQuotas {
    private static final Logger LOG = Logger.getLogger(KnownQuotas.class);
    private static final String CHANGED_CHANNEL = "ragline:quotas:changed";
    private static final int MOST = 10_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final QuotaRepository quotas;
    private final JobSignals signals;
    private final StatefulRedisConnection<String, String> redis;
    private final Duration trust;
    private final Map<Whose, Known> known = new ConcurrentHashMap<>();

    KnownQuotas(
            QuotaRepository quotas,
            JobSignals signals,
            StatefulRedisConnection<String, String> redis,
            @ConfigProperty(name = "ragline.auth.trust") Duration trust) {
        this.quotas = quotas;
        this.signals = signals;
        this.redis = redis;
        this.trust = trust;
    }

    private record Whose(UUID tenantId, @Nullable UUID keyId) {}

    private record Known(Quotas quotas, long untilNanos) {}

    void start(@Observes StartupEvent event) {
        signals.listen(CHANGED_CHANNEL, this::forget);
    }

    private void forget(String tenantId) {
        known.keySet().removeIf(whose -> whose.tenantId().toString().equals(tenantId));
    }

    /** @param keyId null where none is needed */
    public Uni<Quotas> of(UUID tenantId, @Nullable UUID keyId) {
        Whose whose = new Whose(tenantId, keyId);
        Known at = known.get(whose);
        return at != null && at.untilNanos() - System.nanoTime() > 0
                ? Uni.createFrom().item(at.quotas())
                : Uni.createFrom().item(() -> look(whose)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** As {@link #of}, on a thread that may block. */
    public Quotas now(UUID tenantId, @Nullable UUID keyId) {
        Whose whose = new Whose(tenantId, keyId);
        Known at = known.get(whose);
        return at != null && at.untilNanos() - System.nanoTime() > 0 ? at.quotas() : look(whose);
    }

    private Quotas look(Whose whose) {
        // the time before looking: what changes meanwhile is noticed
        long until = System.nanoTime() + trust.toNanos();
        Quotas found;
        try {
            found = quotas.of(whose.tenantId(), whose.keyId());
        } catch (RuntimeException e) {
            // without PostgreSQL nothing is accepted; what can be answered all the same is
            LOG.debugf(e, "Limits of %s can't be looked up", whose);
            Known before = known.get(whose);
            found = before == null ? Quotas.NONE : before.quotas();
            until = System.nanoTime() + LOOK_AGAIN.toNanos();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(whose, new Known(found, until));
        return found;
    }

    /** Limits of the tenant changed, or of one of its keys: nobody is to rely on what they were. */
    public void changed(UUID tenantId) {
        forget(tenantId.toString());
        try {
            redis.async().publish(CHANGED_CHANNEL, tenantId.toString());
        } catch (RedisException e) {
            LOG.debugf(e, "Other processes learn of the changed limits in %s only: Redis does not answer", trust);
        }
    }
}
