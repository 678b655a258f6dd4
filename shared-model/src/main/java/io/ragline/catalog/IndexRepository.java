package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The indexes of collections: the one that questions see, and the one that is to take its place. */
@ApplicationScoped
public class IndexRepository implements PanacheRepositoryBase<CollectionIndexEntity, UUID> {
    private static final int PERSISTED_AT_ONCE = 1_000;

    private final EntityManager em;

    IndexRepository(EntityManager em) {
        this.em = em;
    }

    /** What an index holds: how documents are cut, by which model they are embedded, how they become search terms. */
    public record IndexSettings(
            ChunkingOptions chunking, @Nullable String embeddingModel, TextAnalysis analysis) {
        /** Structure-aware chunks of about 256 tokens, of the worker's standard model, in English. */
        public static final IndexSettings STANDARD =
                new IndexSettings(ChunkingOptions.DEFAULT, null, TextAnalysis.ENGLISH);

        public static IndexSettings of(CollectionIndexEntity index) {
            return new IndexSettings(index.chunking(), index.embeddingModel, index.analysis());
        }
    }

    /**
     * An index that was begun.
     *
     * @param jobs that fill it, recorded and yet to be enqueued
     */
    public record Build(UUID indexId, List<JobEntity> jobs) {
        public Build {
            jobs = List.copyOf(jobs);
        }
    }

    /** How many chunks questions should see of an index. */
    @Transactional
    public long visibleChunks(UUID indexId) {
        return em.createQuery("""
                        select coalesce(sum(i.chunks), 0) from IndexedVersionEntity i
                        join DocumentEntity d on d.activeVersionId = i.versionId and d.deletedAt is null
                        where i.indexId = :index""", Long.class).setParameter("index", indexId).getSingleResult();
    }

    /** The index that questions see. */
    @Transactional
    public CollectionIndexEntity active(UUID collectionId) {
        return find("collectionId = ?1 and status = ?2", collectionId, IndexStatus.ACTIVE)
                .firstResultOptional()
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.COLLECTION_NOT_FOUND, "Collection %s was deleted.".formatted(collectionId)));
    }

    /** The active indexes of those of the collections that the tenant (still) has. */
    @Transactional
    public List<ActiveIndex> active(UUID tenantId, Collection<UUID> collectionIds) {
        return em.createQuery("""
                        select new io.ragline.catalog.ActiveIndex(i, r.revision)
                        from CollectionIndexEntity i
                        join CollectionEntity c on c.id = i.collectionId and c.deletedAt is null
                        left join CollectionRevisionEntity r on r.collectionId = i.collectionId
                        where i.tenantId = ?1 and i.collectionId in ?2 and i.status = ?3""", ActiveIndex.class)
                .setParameter(1, tenantId)
                .setParameter(2, collectionIds)
                .setParameter(3, IndexStatus.ACTIVE)
                .getResultList();
    }

    /** The index that is being built for a collection, if one is. */
    @Transactional
    public Optional<CollectionIndexEntity> building(UUID collectionId) {
        return find("collectionId = ?1 and status = ?2", collectionId, IndexStatus.BUILDING)
                .firstResultOptional();
    }

    @Transactional
    public Optional<CollectionIndexEntity> findIndex(UUID indexId) {
        return findByIdOptional(indexId);
    }

    /** The first index of a new collection. */
    @Transactional
    public CollectionIndexEntity create(CollectionEntity collection, IndexSettings settings) {
        return create(collection, collection.id, IndexStatus.ACTIVE, settings);
    }

    private CollectionIndexEntity create(
            CollectionEntity collection, UUID id, IndexStatus status, IndexSettings settings) {
        CollectionIndexEntity index = new CollectionIndexEntity();
        index.id = id;
        index.tenantId = collection.tenantId;
        index.collectionId = collection.id;
        index.status = status;
        index.setChunking(settings.chunking());
        index.setAnalysis(settings.analysis());
        index.embeddingModel = settings.embeddingModel();
        index.createdAt = Instant.now();
        persist(index);
        return index;
    }

    /**
     * Begins to build an index beside the active one, with a job for each document that questions see.
     *
     * @param batchId what the jobs are listed under
     * @throws RaglineException {@code REINDEX_RUNNING} if one is being built already
     */
    @Transactional
    public Build build(CollectionEntity collection, UUID batchId, IndexSettings settings) {
        CollectionRepository.refuseIfDeleted(em, collection.id);
        CollectionIndexEntity active = locked(collection.id, IndexStatus.ACTIVE).orElseThrow();
        if (building(collection.id).isPresent()) {
            throw new RaglineException(
                    ErrorCode.REINDEX_RUNNING,
                    "Collection '%s' is being indexed anew already. Wait for its end, or stop it with DELETE /api/v1/collections/%s/reindex."
                            .formatted(collection.name, collection.name));
        }
        CollectionIndexEntity index = create(collection, Ids.next(), IndexStatus.BUILDING, settings);
        index.batchId = batchId;
        List<JobEntity> jobs = new ArrayList<>();
        for (Object[] document : em.createQuery("""
                        select id, activeVersionId from DocumentEntity
                        where collectionId = ?1 and deletedAt is null and activeVersionId is not null
                        order by id""", Object[].class)
                .setParameter(1, active.collectionId)
                .getResultList()) {
            JobEntity job = JobEntity.reindexing(index, (UUID) document[0], (UUID) document[1]);
            em.persist(job);
            jobs.add(job);
            if (jobs.size() % PERSISTED_AT_ONCE == 0) {
                em.flush();
                em.clear();
            }
        }
        return new Build(index.id, jobs);
    }

    /**
     * Lets the index take the place of the active one, in one step, if every document that questions see is in it.
     *
     * @return whether it did
     */
    @Transactional
    public boolean takeOver(UUID indexId) {
        CollectionIndexEntity built = findById(indexId, LockModeType.PESSIMISTIC_WRITE);
        if (built == null || built.status != IndexStatus.BUILDING) {
            return false;
        }
        CollectionIndexEntity active =
                locked(built.collectionId, IndexStatus.ACTIVE).orElseThrow();
        if (missing(built) > 0) {
            return false;
        }
        active.status = IndexStatus.RETIRED;
        active.retiredAt = Instant.now();
        em.flush(); // there is at most one active one
        built.status = IndexStatus.ACTIVE;
        return true;
    }

    /** How many documents that questions see are not in an index yet. */
    private long missing(CollectionIndexEntity index) {
        return ((Number) em.createNativeQuery("""
                        select count(*) from document d
                        where d.collection_id = ?1 and d.deleted_at is null and d.active_version_id is not null
                          and not exists (select 1 from indexed_version i
                                          where i.version_id = d.active_version_id and i.index_id = ?2)""")
                        .setParameter(1, index.collectionId)
                        .setParameter(2, index.id)
                        .getSingleResult())
                .longValue();
    }

    /**
     * Gives up the index that is being built.
     *
     * @return its jobs that haven't ended; nothing if none is being built
     */
    @Transactional
    public Optional<List<UUID>> giveUp(UUID collectionId) {
        return locked(collectionId, IndexStatus.BUILDING).map(index -> {
            index.status = IndexStatus.RETIRED;
            index.retiredAt = Instant.now();
            return em.createQuery("select id from JobEntity where batchId = ?1 and status in (?2, ?3)", UUID.class)
                    .setParameter(1, index.batchId)
                    .setParameter(2, JobStatus.QUEUED)
                    .setParameter(3, JobStatus.RUNNING)
                    .getResultList();
        });
    }

    /** Read under the lock: one that was read before may have another status by the time the lock is had. */
    private Optional<CollectionIndexEntity> locked(UUID collectionId, IndexStatus status) {
        return find("collectionId = ?1 and status = ?2", collectionId, status)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Whether jobs that are to fill an index haven't ended. */
    @Transactional
    public boolean hasOpenJobs(CollectionIndexEntity index) {
        return !em.createQuery("select 1 from JobEntity where batchId = ?1 and status in (?2, ?3)", Integer.class)
                .setParameter(1, index.batchId)
                .setParameter(2, JobStatus.QUEUED)
                .setParameter(3, JobStatus.RUNNING)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Indexes that were building and whose place is yet to be taken. */
    @Transactional
    public List<UUID> building() {
        return em.createQuery("select id from CollectionIndexEntity where status = ?1", UUID.class)
                .setParameter(1, IndexStatus.BUILDING)
                .getResultList();
    }

    /** Indexes that nobody sees any more, since before then, so that no question can still be reading them. */
    @Transactional
    public List<CollectionIndexEntity> retiredBefore(Instant before) {
        return list("status = ?1 and retiredAt < ?2", IndexStatus.RETIRED, before);
    }

    /** All indexes of a collection, whatever their status. */
    @Transactional
    public List<CollectionIndexEntity> ofCollection(UUID collectionId) {
        return list("collectionId", collectionId);
    }

    /** A retired index has been removed. */
    @Transactional
    public void forget(UUID indexId) {
        em.createNativeQuery("delete from chunk_set where index_id = ?1")
                .setParameter(1, indexId)
                .executeUpdate();
        deleteById(indexId);
    }

    /**
     * Ties an index to the embedding model that its vectors are made with, or checks that it is the one.
     *
     * @throws RaglineException {@code EMBEDDING_MODEL_MISMATCH} if its vectors are of another model
     */
    @Transactional
    public void useModel(UUID indexId, String model, int size) {
        CollectionIndexEntity index = findById(indexId);
        if (index == null) {
            return; // deleted meanwhile, which the attempt is about to notice
        }
        if (index.embeddingModel != null && !index.embeddingModel.equals(model)
                || index.embeddingSize != null && index.embeddingSize != size) {
            throw new RaglineException(
                    ErrorCode.EMBEDDING_MODEL_MISMATCH,
                    "The collection holds vectors of %s (%s), this worker makes those of %s (%d). Configure that model, or index the collection anew."
                            .formatted(index.embeddingModel, index.embeddingSize, model, size));
        }
        if (index.embeddingSize == null) {
            update(
                    "embeddingModel = ?1, embeddingSize = ?2 where id = ?3 and embeddingSize is null",
                    model,
                    size,
                    indexId);
        }
    }
}
