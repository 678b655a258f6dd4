package io.ragline.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what there is. Takes the longer the more documents there are. */
@ApplicationScoped
class StockCount {
    private final EntityManager em;

    StockCount(EntityManager em) {
        this.em = em;
    }

    /** @param keyId only what came by this key; null for all of the tenant */
    @Transactional
    Stock of(UUID tenantId, @Nullable UUID keyId) {
        String whose = keyId == null ? "" : " and %s.key_id = :key";
        var query = em.createNativeQuery("""
                        select (select count(*) from document d join collection c on c.id = d.collection_id and c.deleted_at is null
                                where d.tenant_id = :tenant and d.deleted_at is null%s
                                  and (d.active_version_id is not null
                                       or exists (select 1 from document_version w where w.document_id = d.id
                                                  and w.status = 'queued'))) documents,
                               (select cast(coalesce(sum(v.size_bytes), 0) as bigint) from document_version v
                                join collection c on c.id = v.collection_id and c.deleted_at is null
                                where v.tenant_id = :tenant and v.status in ('queued', 'active', 'superseded')%s) bytes""".formatted(whose.formatted("d"), whose.formatted("v")), Tuple.class)
                .setParameter("tenant", tenantId);
        if (keyId != null) {
            query.setParameter("key", keyId);
        }
        Tuple row = (Tuple) query.getSingleResult();
        return new Stock(((Number) row.get(0)).longValue(), ((Number) row.get(1)).longValue());
    }
}
