package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of each tenant. */
@ApplicationScoped
public class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, UUID> {
    /** Held while it is decided whether the first key is to be made: one process does. */
    private static final long FIRST_KEY_LOCK = 0x7261676c6b6579L;

    private final EntityManager em;

    ApiKeyRepository(EntityManager em) {
        this.em = em;
    }

    /** The key that a request names, whoever's it is, revoked and expired ones too, unless its tenant is erased. */
    @Transactional
    public Optional<ApiKeyEntity> withPublicId(String publicId) {
        return em.createQuery("""
                        select k from ApiKeyEntity k join TenantEntity t on t.id = k.tenantId and t.erasedAt is null
                        where k.publicId = ?1""", ApiKeyEntity.class)
                .setParameter(1, publicId)
                .getResultStream()
                .findFirst();
    }

    /**
     * The tenant's key.
     *
     * @throws RaglineException {@code KEY_NOT_FOUND}
     */
    @Transactional
    public ApiKeyEntity ofTenant(UUID tenantId, UUID id) {
        return find("tenantId = ?1 and id = ?2", tenantId, id)
                .firstResultOptional()
                .orElseThrow(() -> notFound(id));
    }

    private static RaglineException notFound(UUID id) {
        return new RaglineException(ErrorCode.KEY_NOT_FOUND, "There is no key %s.".formatted(id));
    }

    /**
     * Keys of a tenant, first those made last.
     *
     * @param before only those behind this one in the list; null for the first page
     */
    @Transactional
    public List<ApiKeyEntity> list(UUID tenantId, @Nullable UUID before, int limit) {
        return (before == null
                        ? find("tenantId = ?1 order by id desc", tenantId)
                        : find("tenantId = ?1 and id < ?2 order by id desc", tenantId, before))
                .page(Page.ofSize(limit))
                .list();
    }

    /** What keys of a tenant are called. */
    @Transactional
    public Map<UUID, String> names(UUID tenantId, Collection<UUID> ids) {
        return list("tenantId = ?1 and id in ?2", tenantId, ids).stream()
                .collect(Collectors.toMap(key -> key.id, key -> key.name));
    }

    /** Keeps a new key. */
    @Transactional
    public void add(ApiKeyEntity key) {
        persist(key);
    }

    /**
     * Keeps a key unless there is one of its {@link ApiKeyEntity#publicId} already.
     *
     * @return whether it was kept
     */
    @Transactional
    public boolean addUnlessKnown(ApiKeyEntity key) {
        return add(key, () -> count("publicId", key.publicId) > 0, () -> {});
    }

    /**
     * Keeps an operator's key unless there is one already that is neither revoked nor expired.
     *
     * @param hand gives the key to somebody; if it throws, the key is not kept
     * @return whether it was kept
     */
    @Transactional
    public boolean addFirst(ApiKeyEntity key, Runnable hand) {
        return add(
                key,
                () -> count(
                                "role = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)",
                                Role.OPERATOR,
                                Instant.now())
                        > 0,
                hand);
    }

    private boolean add(ApiKeyEntity key, BooleanSupplier known, Runnable hand) {
        em.createNativeQuery("select pg_advisory_xact_lock(?1)")
                .setParameter(1, FIRST_KEY_LOCK)
                .getSingleResult();
        if (known.getAsBoolean()) {
            return false;
        }
        persist(key);
        em.flush();
        hand.run();
        return true;
    }

    /**
     * Lets a key be used no more from {@code at} on.
     *
     * @throws RaglineException {@code KEY_NOT_FOUND}
     */
    @Transactional
    public ApiKeyEntity revoke(UUID tenantId, UUID id, Instant at) {
        ApiKeyEntity key = locked(tenantId, id);
        if (key.revokedAt == null || at.isBefore(key.revokedAt)) {
            key.revokedAt = at;
        }
        return key;
    }

    /** Puts {@code next}, which may do the same, beside a key that is used no more from {@code oldUntil} on. */
    @Transactional
    public void rotate(UUID tenantId, UUID id, ApiKeyEntity next, Instant oldUntil) {
        ApiKeyEntity old = revoke(tenantId, id, oldUntil);
        next.name = old.name;
        next.role = old.role;
        next.collections = old.collections;
        next.expiresAt = old.expiresAt;
        next.holder = old.holder == null ? old.id : old.holder;
        persist(next);
        em.flush();
        em.createNativeQuery("""
                        insert into collection_member (collection_id, key_id, access)
                        select collection_id, ?2, access from collection_member where key_id = ?1""")
                .setParameter(1, old.id)
                .setParameter(2, next.id)
                .executeUpdate();
        em.createNativeQuery("""
                        insert into quota (tenant_id, key_id, requests_per_minute, uploads_per_day, stored_bytes, documents,
                          questions_in_flight)
                        select tenant_id, ?2, requests_per_minute, uploads_per_day, stored_bytes, documents, questions_in_flight
                        from quota where key_id = ?1""")
                .setParameter(1, old.id)
                .setParameter(2, next.id)
                .executeUpdate();
    }

    private ApiKeyEntity locked(UUID tenantId, UUID id) {
        return find("tenantId = ?1 and id = ?2", tenantId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> notFound(id));
    }

    /** The key was used. */
    @Transactional
    public void used(UUID id, Instant at) {
        update("lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?1)", at, id);
    }
}
