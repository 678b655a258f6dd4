package io.ragline.catalog;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides, in the transaction that accepts questions, whether their tenant and their key may have so many at once. Exact, however many
 * processes accept: they are counted, by an index of those in flight alone, behind a lock that whoever accepts under a limit takes.
 */
@ApplicationScoped
class QuestionQuota {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final EntityManager em;

    QuestionQuota(EntityManager em) {
        this.em = em;
    }

    private record Limit(@Nullable UUID keyId, int most) {}

    /**
     * Looks whether what was just recorded in this transaction is within the limits.
     *
     * @throws RaglineException {@code QUOTA_EXCEEDED}; the transaction is to be given up
     */
    void check(UUID tenantId, @Nullable UUID keyId) {
        em.flush();
        for (Limit limit : lock(tenantId, keyId)) {
            long inFlight = inFlight(tenantId, limit.keyId());
            if (inFlight > limit.most()) {
                throw new RaglineException(
                        ErrorCode.QUOTA_EXCEEDED,
                        "%s may have %,d questions in flight, and with this request would have %,d. Nothing was accepted; ask again when some are answered."
                                .formatted(limit.keyId() == null ? "The tenant" : "This key", limit.most(), inFlight),
                        RETRY_AFTER,
                        null);
            }
        }
    }

    /** Lets nobody else accept questions under the same limits until the transaction ends; nothing where there is no limit. */
    List<Limit> lock(UUID tenantId, @Nullable UUID keyId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select key_id, questions_in_flight from quota
                        where tenant_id = :tenant and (key_id is null or key_id = cast(:key as uuid))
                          and questions_in_flight is not null
                        order by key_id nulls first""", Tuple.class)
                .setParameter("tenant", tenantId)
                .setParameter("key", keyId)
                .getResultList();
        List<Limit> limits = rows.stream()
                .map(row -> new Limit(row.get(0, UUID.class), row.get(1, Integer.class)))
                .toList();
        limits.forEach(limit -> em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .setParameter("what", "questions " + (limit.keyId() == null ? tenantId : limit.keyId()))
                .getSingleResult());
        return limits;
    }

    /** @param keyId only what was asked by this key; null for all of the tenant */
    @Transactional
    long inFlight(UUID tenantId, @Nullable UUID keyId) {
        var query = em.createNativeQuery("""
                        select count(*) from job where tenant_id = :tenant and kind = 'answer-query' and status in ('queued', 'running')
                        """ + (keyId == null ? "" : " and key_id = :key"), Long.class)
                .setParameter("tenant", tenantId);
        if (keyId != null) {
            query.setParameter("key", keyId);
        }
        return (Long) query.getSingleResult();
    }
}
