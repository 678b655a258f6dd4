package io.ragline.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The limits of tenants and of their keys; those that nobody set don't exist. */
@ApplicationScoped
public class QuotaRepository {
    private final EntityManager em;
    private final StockCount stock;
    private final QuestionQuota questions;

    QuotaRepository(EntityManager em, StockCount stock, QuestionQuota questions) {
        this.em = em;
        this.stock = stock;
        this.questions = questions;
    }

    /** The limits of a tenant and of one of its keys, which both hold. */
    public record Quotas(Quota tenant, Quota key) {
        public static final Quotas NONE = new Quotas(Quota.NONE, Quota.NONE);
    }

    /** What of their limits a tenant or a key has taken, counted now. */
    public record Used(Stock stock, long questionsInFlight) {}

    /** @param keyId null where none is needed */
    @Transactional
    public Quotas of(UUID tenantId, @Nullable UUID keyId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select key_id, requests_per_minute, uploads_per_day, stored_bytes, documents, questions_in_flight from quota
                        where tenant_id = :tenant and (key_id is null or key_id = cast(:key as uuid))""", Tuple.class)
                .setParameter("tenant", tenantId)
                .setParameter("key", keyId)
                .getResultList();
        Quota tenant = Quota.NONE;
        Quota key = Quota.NONE;
        for (Tuple row : rows) {
            Quota quota = new Quota(
                    row.get(1, Integer.class),
                    row.get(2, Integer.class),
                    row.get(3, Long.class),
                    row.get(4, Long.class),
                    row.get(5, Integer.class));
            if (row.get(0) == null) {
                tenant = quota;
            } else {
                key = quota;
            }
        }
        return new Quotas(tenant, key);
    }

    /**
     * Sets the limits of a tenant, or of one of its keys, in place of those there were.
     *
     * @param keyId null for the tenant's
     * @param quota {@link Quota#NONE} for none any more
     */
    @Transactional
    public void set(UUID tenantId, @Nullable UUID keyId, Quota quota) {
        // what is being accepted without knowing of the new limits is waited for, so that it is counted
        em.createNativeQuery("select 1 from tenant where id = :tenant for update")
                .setParameter("tenant", tenantId)
                .getSingleResult();
        em.createNativeQuery(
                        "delete from quota where tenant_id = :tenant and key_id is not distinct from cast(:key as uuid)")
                .setParameter("tenant", tenantId)
                .setParameter("key", keyId)
                .executeUpdate();
        if (quota.equals(Quota.NONE)) {
            return;
        }
        em.createNativeQuery("""
                        insert into quota (tenant_id, key_id, requests_per_minute, uploads_per_day, stored_bytes, documents,
                          questions_in_flight)
                        values (:tenant, cast(:key as uuid), cast(:requests as integer), cast(:uploads as integer),
                          cast(:bytes as bigint), cast(:documents as bigint), cast(:questions as integer))""")
                .setParameter("tenant", tenantId)
                .setParameter("key", keyId)
                .setParameter("requests", quota.requestsPerMinute())
                .setParameter("uploads", quota.uploadsPerDay())
                .setParameter("bytes", quota.storedBytes())
                .setParameter("documents", quota.documents())
                .setParameter("questions", quota.questionsInFlight())
                .executeUpdate();
    }

    /**
     * Counts what there is.
     *
     * @param keyId only what came by this key; null for all of the tenant
     */
    @Transactional
    public Used used(UUID tenantId, @Nullable UUID keyId) {
        return new Used(stock.of(tenantId, keyId), questions.inFlight(tenantId, keyId));
    }
}
