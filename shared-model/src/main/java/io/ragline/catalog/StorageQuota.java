package io.ragline.catalog;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides, in the transaction that accepts a version, whether its tenant and its key may have it. Exact, however many processes accept.
 *
 * <p>Each row of {@code quota} has an upper bound of what there is. Under the row's lock what is accepted is added to it, so accepting
 * costs the same whatever there is. Whatever frees something (a deletion, a file that can't be read, a job that is cancelled) does not
 * touch the row and so waits for nobody; only when the bound reaches the limit is counted what there is. Who is at a limit with so many
 * documents that counting takes long is not counted again at once: see {@link #PATIENCE}.
 *
 * <p>The row is read after the version was written. That holds the tenant's row against whoever sets a quota
 * ({@link QuotaRepository#set}), so either it waits until the version can be counted, or the version is written when the quota is there.
 */
@ApplicationScoped
class StorageQuota {
    /** Counting that takes less is done whenever a limit is reached. */
    private static final Duration CHEAP = Duration.ofMillis(5);

    /** Of the time at most one part in so many goes into counting for those who are refused. */
    private static final int PATIENCE = 20;

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_FULL = 10_000;

    private final EntityManager em;
    private final StockCount count;
    private final Map<UUID, Full> full = new ConcurrentHashMap<>();

    StorageQuota(EntityManager em, StockCount count) {
        this.em = em;
        this.count = count;
    }

    /** @param had when it was counted */
    private record Full(Stock had, long untilNanos) {}

    private record Limit(
            @Nullable UUID keyId,
            @Nullable Long documents,
            @Nullable Long bytes,
            @Nullable Stock atMost) {
        static Limit of(Tuple row) {
            Long documents = row.get(3, Long.class);
            Long bytes = row.get(4, Long.class);
            return new Limit(
                    row.get(0, UUID.class),
                    row.get(1, Long.class),
                    row.get(2, Long.class),
                    documents == null || bytes == null ? null : new Stock(documents, bytes));
        }

        /** @param more the part of it that is to be accepted */
        boolean allows(Stock all, Stock more) {
            return tooMany(all, more) == null;
        }

        @Nullable
        String tooMany(Stock all, Stock more) {
            String whose = keyId == null ? "The tenant" : "This key";
            if (documents != null && more.documents() > 0 && all.documents() > documents) {
                return "%s has %,d documents, and may have %,d."
                        .formatted(whose, all.documents() - more.documents(), documents);
            }
            if (bytes != null && all.storedBytes() > bytes) {
                return "%s keeps %,d bytes in files, and may keep %,d; this one has %,d."
                        .formatted(whose, all.storedBytes() - more.storedBytes(), bytes, more.storedBytes());
            }
            return null;
        }
    }

    /**
     * Counts a version that was just made one that counts.
     *
     * @param newDocument whether its document counts by it and did not before
     * @throws RaglineException {@code STORAGE_QUOTA_EXCEEDED}; the transaction is to be given up
     */
    void take(DocumentVersionEntity version, boolean newDocument) {
        em.flush();
        Stock more = new Stock(newDocument ? 1 : 0, version.sizeBytes);
        for (Limit limit : lock(version.tenantId, version.keyId)) {
            Stock all = stock(version.tenantId, limit, more);
            em.createNativeQuery("""
                            update quota set documents_at_most = :documents, stored_bytes_at_most = :bytes
                            where tenant_id = :tenant and key_id is not distinct from cast(:key as uuid)""")
                    .setParameter("documents", all.documents())
                    .setParameter("bytes", all.storedBytes())
                    .setParameter("tenant", version.tenantId)
                    .setParameter("key", limit.keyId())
                    .executeUpdate();
        }
    }

    /** Locks what limits the key and its tenant until the transaction ends; nothing where there is no limit. */
    List<Limit> lock(UUID tenantId, @Nullable UUID keyId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select key_id, documents, stored_bytes, documents_at_most, stored_bytes_at_most from quota
                        where tenant_id = :tenant and (key_id is null or key_id = cast(:key as uuid))
                          and (documents is not null or stored_bytes is not null)
                        order by key_id nulls first for no key update""", Tuple.class)
                .setParameter("tenant", tenantId)
                .setParameter("key", keyId)
                .getResultList();
        return rows.stream().map(Limit::of).toList();
    }

    private Stock stock(UUID tenantId, Limit limit, Stock more) {
        if (limit.atMost() != null) {
            Stock all = limit.atMost().plus(more);
            if (limit.allows(all, more)) {
                return all;
            }
        }
        UUID whose = limit.keyId() == null ? tenantId : limit.keyId();
        Full lately = full.get(whose);
        if (lately != null && lately.untilNanos() - System.nanoTime() > 0) {
            refuseUnlessAllowed(limit, lately.had().plus(more), more);
        }
        long start = System.nanoTime();
        Stock all = count.of(tenantId, limit.keyId());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (!limit.allows(all, more)) {
            remember(whose, all.minus(more), took);
        }
        refuseUnlessAllowed(limit, all, more);
        return all;
    }

    private void remember(UUID whose, Stock had, Duration took) {
        if (took.compareTo(CHEAP) > 0) {
            if (full.size() >= MOST_FULL) {
                full.clear();
            }
            long patience = Math.min(took.toNanos() * PATIENCE, LONGEST_PATIENCE.toNanos());
            full.put(whose, new Full(had, System.nanoTime() + patience));
        }
    }

    private static void refuseUnlessAllowed(Limit limit, Stock all, Stock more) {
        String why = limit.tooMany(all, more);
        if (why != null) {
            throw new RaglineException(
                    ErrorCode.STORAGE_QUOTA_EXCEEDED,
                    why + " Delete some, or have the limit raised by whoever set it.");
        }
    }
}
