package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The collections of each tenant. */
@ApplicationScoped
public class CollectionRepository implements PanacheRepositoryBase<CollectionEntity, UUID> {
    /** The collection that every tenant has. */
    public static final String DEFAULT = "default";

    private final EntityManager em;
    private final IndexRepository indexes;

    CollectionRepository(EntityManager em, IndexRepository indexes) {
        this.em = em;
        this.indexes = indexes;
    }

    /**
     * The collection of that name.
     *
     * @throws RaglineException {@code COLLECTION_NOT_FOUND}
     */
    @Transactional
    public CollectionEntity named(UUID tenantId, String name) {
        // PostgreSQL refuses a text with a NUL in it, and no collection is called so
        Optional<CollectionEntity> found = name.indexOf('\0') >= 0
                ? Optional.empty()
                : find("tenantId = ?1 and name = ?2 and deletedAt is null", tenantId, name)
                        .firstResultOptional();
        return found.orElseThrow(() -> notFound(name));
    }

    /** What is told to whoever names a collection that isn't there, or that is none of theirs. */
    public static RaglineException notFound(String name) {
        return new RaglineException(
                ErrorCode.COLLECTION_NOT_FOUND,
                "There is no collection '%s'. Create it with POST /api/v1/collections."
                        .formatted(name.replaceAll("\\p{Cntrl}", " ")));
    }

    /**
     * Keeps a collection from being deleted until the transaction ends.
     *
     * @throws RaglineException {@code COLLECTION_NOT_FOUND} if it just was
     */
    static void refuseIfDeleted(EntityManager em, UUID collectionId) {
        CollectionEntity collection = em.find(CollectionEntity.class, collectionId, LockModeType.PESSIMISTIC_READ);
        if (collection == null || collection.deletedAt != null) {
            throw new RaglineException(ErrorCode.COLLECTION_NOT_FOUND, "The collection was just deleted.");
        }
    }

    @Transactional
    public List<CollectionEntity> ofTenant(UUID tenantId) {
        return list("tenantId = ?1 and deletedAt is null", Sort.by("name"), tenantId);
    }

    /** Those of the collections that the tenant (still) has. */
    @Transactional
    public List<CollectionEntity> withIds(UUID tenantId, Collection<UUID> ids) {
        return list("tenantId = ?1 and id in ?2 and deletedAt is null", tenantId, ids);
    }

    /** What language models are told of those of the collections that say so themselves. */
    @Transactional
    public Map<UUID, String> prompts(UUID tenantId, Collection<UUID> ids) {
        Map<UUID, String> prompts = new HashMap<>();
        for (CollectionEntity collection : list("tenantId = ?1 and id in ?2 and prompt is not null", tenantId, ids)) {
            prompts.put(collection.id, Objects.requireNonNull(collection.prompt));
        }
        return prompts;
    }

    /**
     * Creates a collection.
     *
     * @throws RaglineException {@code COLLECTION_EXISTS}
     */
    @Transactional
    public CollectionEntity create(UUID tenantId, String name, IndexRepository.IndexSettings settings) {
        return create(tenantId, name, settings, collection -> {});
    }

    /**
     * Creates a collection.
     *
     * @param change told the collection, to say more of it
     * @throws RaglineException {@code COLLECTION_EXISTS}
     */
    @Transactional
    public CollectionEntity create(
            UUID tenantId, String name, IndexRepository.IndexSettings settings, Consumer<CollectionEntity> change) {
        UUID id = Ids.next();
        int created = em.createNativeQuery("""
                        insert into collection (id, tenant_id, name) values (:id, :tenant, :name)
                        on conflict (tenant_id, name) where deleted_at is null do nothing""")
                .setParameter("id", id)
                .setParameter("tenant", tenantId)
                .setParameter("name", name)
                .executeUpdate();
        if (created == 0) {
            throw new RaglineException(
                    ErrorCode.COLLECTION_EXISTS, "A collection '%s' exists already.".formatted(name));
        }
        CollectionEntity collection = findById(id);
        indexes.create(collection, settings);
        change.accept(collection);
        return collection;
    }

    /**
     * Changes what is known of a collection.
     *
     * @throws RaglineException {@code COLLECTION_NOT_FOUND}
     */
    @Transactional
    public CollectionEntity change(UUID tenantId, String name, Consumer<CollectionEntity> change) {
        CollectionEntity collection = named(tenantId, name);
        change.accept(collection);
        return collection;
    }
}
