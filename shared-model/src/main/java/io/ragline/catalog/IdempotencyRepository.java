package io.ragline.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to requests that carried an idempotency key.
 *
 * <pre>
 *             first request                    answered
 *   (none) ────────────────▶ BEING ANSWERED ───────────▶ ANSWERED ──▶ (expired)
 *     ▲                        │    │  ▲
 *     └──── refused ───────────┘    └──┘ its process died: the same request takes it up, under the same id
 * </pre>
 */
@ApplicationScoped
public class IdempotencyRepository {
    private final EntityManager em;

    IdempotencyRepository(EntityManager em) {
        this.em = em;
    }

    /** A request, as its key and what it asks for identify it. */
    public record Request(UUID tenantId, String key, String fingerprint) {}

    /** What became of asking for a key. */
    public sealed interface Claim {}

    /** The request is the caller's to answer; what it makes is to have this id. */
    public record Mine(UUID resourceId) implements Claim {}

    /** It was answered with this JSON. */
    public record Answered(String body) implements Claim {}

    /** Another process answers it just now. */
    public record InUse() implements Claim {}

    /** The key belongs to a request that asked for something else. */
    public record OfAnother() implements Claim {}

    /**
     * Asks to answer a request.
     *
     * @param lock how long nobody else may take it up
     * @param keep how long the answer is kept
     */
    @Transactional
    public Claim claim(Request request, Duration lock, Duration keep) {
        Instant now = Instant.now();
        UUID id = Ids.next();
        int created = em.createNativeQuery("""
                        insert into idempotency_key
                          (tenant_id, key, fingerprint, resource_id, locked_until, expires_at)
                        values (:tenant, :key, :fingerprint, :id, :lockedUntil, :expires)
                        on conflict (tenant_id, key) do update
                          set fingerprint = excluded.fingerprint, resource_id = excluded.resource_id, body = null,
                              locked_until = excluded.locked_until, expires_at = excluded.expires_at
                          where idempotency_key.expires_at < :now""")
                .setParameter("tenant", request.tenantId())
                .setParameter("key", request.key())
                .setParameter("fingerprint", request.fingerprint())
                .setParameter("id", id)
                .setParameter("lockedUntil", now.plus(lock))
                .setParameter("expires", now.plus(keep))
                .setParameter("now", now)
                .executeUpdate();
        return created == 1 ? new Mine(id) : claimKnown(request, now, lock);
    }

    private Claim claimKnown(Request request, Instant now, Duration lock) {
        Tuple known = (Tuple) em.createNativeQuery("""
                        select fingerprint, resource_id, body, locked_until from idempotency_key
                        where tenant_id = ?1 and key = ?2 for update""", Tuple.class)
                .setParameter(1, request.tenantId())
                .setParameter(2, request.key())
                .getResultStream()
                .findFirst()
                .orElse(null);
        if (known == null) {
            return new InUse(); // refused or expired at this moment
        }
        if (!known.get(0).toString().equals(request.fingerprint())) {
            return new OfAnother();
        }
        if (known.get(2) instanceof String body) {
            return new Answered(body);
        }
        if (known.get(3, Instant.class).isAfter(now)) {
            return new InUse();
        }
        em.createNativeQuery("update idempotency_key set locked_until = ?3 where tenant_id = ?1 and key = ?2")
                .setParameter(1, request.tenantId())
                .setParameter(2, request.key())
                .setParameter(3, now.plus(lock))
                .executeUpdate();
        return new Mine(known.get(1, UUID.class));
    }

    /** The request was answered; from now on it gets the same answer again. */
    @Transactional
    public void answered(Request request, UUID resourceId, String body) {
        write(
                "update idempotency_key set body = ?4 where tenant_id = ?1 and key = ?2 and resource_id = ?3 and body is null",
                request,
                resourceId,
                body);
    }

    /** The request was refused: it made nothing, so its key is free. */
    @Transactional
    public void refused(Request request, UUID resourceId) {
        write(
                "delete from idempotency_key where tenant_id = ?1 and key = ?2 and resource_id = ?3 and body is null",
                request,
                resourceId,
                null);
    }

    private void write(String sql, Request request, UUID resourceId, @Nullable String body) {
        var query = em.createNativeQuery(sql)
                .setParameter(1, request.tenantId())
                .setParameter(2, request.key())
                .setParameter(3, resourceId);
        (body == null ? query : query.setParameter(4, body)).executeUpdate();
    }

    /** Forgets answers whose time is over. */
    @Transactional
    public int expire() {
        return em.createNativeQuery("delete from idempotency_key where expires_at < ?1")
                .setParameter(1, Instant.now())
                .executeUpdate();
    }
}
