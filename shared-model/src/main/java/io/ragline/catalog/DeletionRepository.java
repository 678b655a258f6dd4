package io.ragline.catalog;

import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Deletes documents and collections. The first step is one transaction, after which nobody sees them; a job does the rest:
 * it removes chunks and files, and at last the rows, when it has counted that nothing is left.
 */
@ApplicationScoped
public class DeletionRepository {
    private final EntityManager em;
    private final JobRepository jobs;
    private final Event<JobRecorded> recorded;

    DeletionRepository(EntityManager em, JobRepository jobs, Event<JobRecorded> recorded) {
        this.em = em;
        this.jobs = jobs;
        this.recorded = recorded;
    }

    /**
     * Deletes a document.
     *
     * @return nothing if the tenant has no such document (any more)
     */
    @Transactional
    public Optional<Deletion> deleteDocument(UUID tenantId, UUID documentId) {
        return locked(documentId)
                .filter(document -> document.tenantId.equals(tenantId))
                .map(this::delete);
    }

    /**
     * Deletes a document that was {@link #expired}, if it still is.
     *
     * @return nothing if it was uploaded again or deleted meanwhile, or is now to be kept for longer
     */
    @Transactional
    public Optional<Deletion> deleteExpired(UUID documentId) {
        return locked(documentId).filter(this::isExpired).map(this::delete);
    }

    private Optional<DocumentEntity> locked(UUID documentId) {
        return Optional.ofNullable(em.find(DocumentEntity.class, documentId, LockModeType.PESSIMISTIC_WRITE))
                .filter(document -> document.deletedAt == null);
    }

    private boolean isExpired(DocumentEntity document) {
        CollectionEntity collection = em.find(CollectionEntity.class, document.collectionId);
        return collection.retentionSeconds != null
                && document.updatedAt.isBefore(Instant.now().minusSeconds(collection.retentionSeconds));
    }

    private Deletion delete(DocumentEntity document) {
        UUID documentId = document.id;
        List<UUID> open = jobs.cancel(
                em.createQuery("select id from JobEntity where documentId = ?1 and status in (?2, ?3)", UUID.class)
                        .setParameter(1, documentId)
                        .setParameter(2, JobStatus.QUEUED)
                        .setParameter(3, JobStatus.RUNNING)
                        .getResultList());
        document.deletedAt = Instant.now();
        em.createQuery("update DocumentVersionEntity set status = ?2 where documentId = ?1")
                .setParameter(1, documentId)
                .setParameter(2, VersionStatus.DELETED)
                .executeUpdate();
        VersionRepository.hide(em, documentId);
        JobEntity job = JobEntity.accepted(Ids.next(), document.tenantId, JobKind.DELETE_DOCUMENT, Submission.STANDARD);
        job.documentId = documentId;
        job.collections = new UUID[] {document.collectionId};
        return record(job, open);
    }

    /**
     * Deletes a collection with all that is in it; its name is free at once.
     *
     * @return nothing if it is deleted already
     */
    @Transactional
    public Optional<Deletion> deleteCollection(UUID collectionId) {
        CollectionEntity collection = em.find(CollectionEntity.class, collectionId, LockModeType.PESSIMISTIC_WRITE);
        if (collection == null || collection.deletedAt != null) {
            return Optional.empty();
        }
        List<UUID> open = jobs.cancel(em.createQuery("""
                        select id from JobEntity where status in (?2, ?3)
                          and documentId in (select d.id from DocumentEntity d where d.collectionId = ?1)""", UUID.class)
                .setParameter(1, collection.id)
                .setParameter(2, JobStatus.QUEUED)
                .setParameter(3, JobStatus.RUNNING)
                .getResultList());
        collection.deletedAt = Instant.now();
        JobEntity job =
                JobEntity.accepted(Ids.next(), collection.tenantId, JobKind.DELETE_COLLECTION, Submission.STANDARD);
        job.collections = new UUID[] {collection.id};
        return Optional.of(record(job, open));
    }

    private Deletion record(JobEntity job, List<UUID> cancelled) {
        em.persist(job);
        recorded.fire(new JobRecorded(job));
        return new Deletion(job, cancelled);
    }

    /** Documents that nobody uploaded again for longer than their collection keeps them, the oldest first. */
    @Transactional
    public List<DocumentEntity> expired(int limit) {
        return em.createQuery("""
                        select d from DocumentEntity d join CollectionEntity c on c.id = d.collectionId
                        where d.deletedAt is null and c.deletedAt is null and c.retentionSeconds is not null
                          and d.updatedAt < :now - c.retentionSeconds * 1 second
                        order by d.updatedAt""", DocumentEntity.class)
                .setParameter("now", Instant.now())
                .setMaxResults(limit)
                .getResultList();
    }

    /** Documents of a deleted collection, by id. */
    @Transactional
    public List<UUID> documentsOf(UUID collectionId, int limit) {
        return em.createQuery("select id from DocumentEntity where collectionId = ?1 order by id", UUID.class)
                .setParameter(1, collectionId)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Removes the rows of a deleted document whose chunks are gone.
     *
     * @return the blobs that it needed
     */
    @Transactional
    public Set<String> removeDocument(UUID documentId) {
        Set<String> blobs = new LinkedHashSet<>();
        @SuppressWarnings("unchecked")
        List<String> needed = em.createNativeQuery("""
                        select sha256 from document_version where document_id = ?1
                        union select extraction_sha256 from document_version where document_id = ?1
                        union select i.chunks_sha256 from indexed_version i
                          join document_version v on v.id = i.version_id where v.document_id = ?1
                        union select p.sha256 from page_image p
                          join document_version v on v.id = p.version_id where v.document_id = ?1""", String.class)
                .setParameter(1, documentId)
                .getResultList();
        needed.stream().filter(sha256 -> sha256 != null).forEach(blobs::add);
        delete("delete from document_version where document_id = ?1", documentId);
        delete("delete from document where id = ?1", documentId);
        return blobs;
    }

    /** Removes the row of a deleted collection that is empty, and what its deleted documents' jobs still hold. */
    @Transactional
    public void removeCollection(UUID collectionId) {
        delete("delete from chunk_set where collection_id = ?1", collectionId);
        delete("delete from collection where id = ?1", collectionId);
    }

    private void delete(String sql, UUID id) {
        em.createNativeQuery(sql).setParameter(1, id).executeUpdate();
    }
}
