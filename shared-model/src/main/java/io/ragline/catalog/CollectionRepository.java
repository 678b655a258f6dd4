package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The collections of each tenant. */
@ApplicationScoped
public class CollectionRepository implements PanacheRepositoryBase<CollectionEntity, UUID> {
    private final EntityManager em;

    CollectionRepository(EntityManager em) {
        this.em = em;
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
                : find("tenantId = ?1 and name = ?2", tenantId, name).firstResultOptional();
        return found.orElseThrow(() -> new RaglineException(
                ErrorCode.COLLECTION_NOT_FOUND,
                "There is no collection '%s'. Create it with POST /api/v1/collections."
                        .formatted(name.replaceAll("\\p{Cntrl}", " "))));
    }

    @Transactional
    public List<CollectionEntity> ofTenant(UUID tenantId) {
        return list("tenantId", Sort.by("name"), tenantId);
    }

    /** Those of the collections that the tenant (still) has. */
    @Transactional
    public List<CollectionEntity> withIds(UUID tenantId, Collection<UUID> ids) {
        return list("tenantId = ?1 and id in ?2", tenantId, ids);
    }

    /**
     * Creates a collection.
     *
     * @throws RaglineException {@code COLLECTION_EXISTS}
     */
    @Transactional
    public CollectionEntity create(UUID tenantId, String name) {
        return create(tenantId, name, null);
    }

    /**
     * Creates a collection.
     *
     * @param webhookUrl told when jobs in it have ended; null for nobody
     * @throws RaglineException {@code COLLECTION_EXISTS}
     */
    @Transactional
    public CollectionEntity create(UUID tenantId, String name, @Nullable String webhookUrl) {
        UUID id = Ids.next();
        int created = em.createNativeQuery("""
                        insert into collection (id, tenant_id, name, webhook_url) values (:id, :tenant, :name, :webhook)
                        on conflict (tenant_id, name) do nothing""")
                .setParameter("id", id)
                .setParameter("tenant", tenantId)
                .setParameter("name", name)
                .setParameter("webhook", webhookUrl)
                .executeUpdate();
        if (created == 0) {
            throw new RaglineException(
                    ErrorCode.COLLECTION_EXISTS, "A collection '%s' exists already.".formatted(name));
        }
        return findById(id);
    }

    /**
     * Has another receiver, or nobody, told when jobs in the collection have ended.
     *
     * @throws RaglineException {@code COLLECTION_NOT_FOUND}
     */
    @Transactional
    public CollectionEntity tell(UUID tenantId, String name, @Nullable String webhookUrl) {
        CollectionEntity collection = named(tenantId, name);
        collection.webhookUrl = webhookUrl;
        return collection;
    }

    /**
     * Ties a collection to the embedding model that its vectors are made with, or checks that it is the one.
     *
     * @throws RaglineException {@code EMBEDDING_MODEL_MISMATCH} if the collection's vectors are of another model
     */
    @Transactional
    public void useModel(UUID collectionId, String model, int size) {
        CollectionEntity collection = findById(collectionId);
        if (collection.embeddingModel == null) {
            update(
                    "embeddingModel = ?1, embeddingSize = ?2 where id = ?3 and embeddingModel is null",
                    model,
                    size,
                    collectionId);
        } else if (!collection.embeddingModel.equals(model)) {
            throw new RaglineException(
                    ErrorCode.EMBEDDING_MODEL_MISMATCH,
                    "Collection '%s' holds vectors of %s, this worker makes those of %s. Configure that model or use another collection."
                            .formatted(collection.name, collection.embeddingModel, model));
        }
    }
}
