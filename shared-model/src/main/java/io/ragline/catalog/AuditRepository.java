package io.ragline.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what. Entries are added and, after their time, dropped; never changed. */
@ApplicationScoped
public class AuditRepository {
    private final EntityManager em;

    AuditRepository(EntityManager em) {
        this.em = em;
    }

    /** Keeps entries, all or none. */
    @Transactional
    public void add(List<AuditEntry> entries) {
        for (AuditEntry entry : entries) {
            em.createNativeQuery("""
                            insert into audit_entry (id, tenant_id, at, key_id, key_name, operation, path, created, status,
                              request_id, address)
                            select ?1, id, ?3, cast(?4 as uuid), ?5, ?6, ?7, ?8, ?9, ?10, ?11 from tenant where id = ?2""")
                    .setParameter(1, entry.id())
                    .setParameter(2, entry.tenantId())
                    .setParameter(3, entry.at())
                    .setParameter(4, text(entry.keyId()))
                    .setParameter(5, entry.keyName())
                    .setParameter(6, entry.operation())
                    .setParameter(7, entry.path())
                    .setParameter(8, entry.created())
                    .setParameter(9, entry.status())
                    .setParameter(10, entry.requestId())
                    .setParameter(11, entry.address())
                    .executeUpdate();
        }
    }

    /**
     * Which entries are meant.
     *
     * @param since the first moment
     * @param until the first moment behind
     * @param keyId by which it was done; null for any
     * @param operation the whole of it, or how it begins; null for any
     */
    public record Filter(
            Instant since,
            Instant until,
            @Nullable UUID keyId,
            @Nullable String operation) {}

    /**
     * A tenant's entries, the latest first.
     *
     * @param before only those behind this one in the list; null for the first page
     */
    @Transactional
    public List<AuditEntry> list(UUID tenantId, Filter filter, @Nullable UUID before, int limit) {
        Query query = em.createNativeQuery("""
                        select id, tenant_id, at, key_id, key_name, operation, path, created, status, request_id, address
                        from audit_entry
                        where tenant_id = :tenant
                          and (cast(:before as uuid) is null or id < cast(:before as uuid))
                          and at >= :since and at < :until
                          and (cast(:key as uuid) is null or key_id = cast(:key as uuid))
                          and (cast(:operation as text) is null or starts_with(operation, cast(:operation as text)))
                        order by id desc limit :limit""", Tuple.class)
                .setParameter("tenant", tenantId)
                .setParameter("before", text(before))
                .setParameter("since", filter.since())
                .setParameter("until", filter.until())
                .setParameter("key", text(filter.keyId()))
                .setParameter("operation", filter.operation())
                .setParameter("limit", limit);
        @SuppressWarnings("unchecked")
        List<Tuple> rows = query.getResultList();
        return rows.stream().map(AuditRepository::entry).toList();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static AuditEntry entry(Tuple row) {
        return new AuditEntry(
                row.get(0, UUID.class),
                row.get(1, UUID.class),
                row.get(2, Instant.class),
                row.get(3, UUID.class),
                row.get(4, String.class),
                row.get(5, String.class),
                row.get(6, String.class),
                row.get(7, String.class),
                row.get(8, Integer.class),
                row.get(9, String.class),
                row.get(10, String.class));
    }

    /** Drops entries from before then. */
    @Transactional
    public int dropBefore(Instant then) {
        return em.createNativeQuery("delete from audit_entry where at < ?1")
                .setParameter(1, then)
                .executeUpdate();
    }
}
