package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.ragline.model.ChunkOwner;
import io.ragline.model.JobKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The documents of each collection: what was accepted, and what may be seen. */
@ApplicationScoped
public class DocumentRepository implements PanacheRepositoryBase<DocumentEntity, UUID> {
    private final EntityManager em;

    DocumentRepository(EntityManager em) {
        this.em = em;
    }

    /**
     * Accepts a file: as nothing new if the collection has that content, else as a new version of the document of that
     * name, or as a new document. The job that is to read it is recorded in the same transaction.
     */
    @Transactional
    public AcceptedUpload accept(NewUpload upload) {
        // two uploads of one name or one content at the same moment must see each other
        Stream.of("name " + upload.filename(), "content " + upload.blob().sha256())
                .sorted()
                .forEach(what -> lock(upload.collectionId() + " " + what));
        Optional<AcceptedUpload> known = sameContent(upload);
        if (known.isPresent()) {
            return known.get();
        }
        DocumentEntity document = find(
                        "collectionId = ?1 and filename = ?2 and deletedAt is null",
                        upload.collectionId(),
                        upload.filename())
                .firstResultOptional()
                .orElseGet(() -> newDocument(upload));
        DocumentVersionEntity version = newVersion(upload, document);
        JobEntity job = JobEntity.accepted(Ids.next(), upload.tenantId(), JobKind.INGEST_DOCUMENT, upload.submission());
        job.documentId = document.id;
        job.versionId = version.id;
        job.batchId = upload.batchId();
        job.collections = new UUID[] {upload.collectionId()};
        em.persist(job);
        return new AcceptedUpload(job, false, true);
    }

    private void lock(String what) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .setParameter("what", what)
                .getSingleResult();
    }

    private Optional<AcceptedUpload> sameContent(NewUpload upload) {
        return em.createQuery("""
                        select new io.ragline.catalog.AcceptedUpload(j, true, v.status = :queued)
                        from DocumentVersionEntity v join JobEntity j on j.versionId = v.id
                        where v.collectionId = :collection and v.sha256 = :sha256 and v.status in (:queued, :active)
                        order by j.createdAt desc""", AcceptedUpload.class)
                .setParameter("collection", upload.collectionId())
                .setParameter("sha256", upload.blob().sha256())
                .setParameter("queued", VersionStatus.QUEUED)
                .setParameter("active", VersionStatus.ACTIVE)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private DocumentEntity newDocument(NewUpload upload) {
        DocumentEntity document = new DocumentEntity();
        document.id = Ids.next();
        document.tenantId = upload.tenantId();
        document.collectionId = upload.collectionId();
        document.filename = upload.filename();
        document.createdAt = Instant.now();
        document.updatedAt = document.createdAt;
        persist(document);
        return document;
    }

    private DocumentVersionEntity newVersion(NewUpload upload, DocumentEntity document) {
        DocumentVersionEntity version = new DocumentVersionEntity();
        version.id = Ids.next();
        version.tenantId = upload.tenantId();
        version.documentId = document.id;
        version.collectionId = upload.collectionId();
        version.number = 1
                + em.createQuery(
                                "select coalesce(max(number), 0) from DocumentVersionEntity where documentId = ?1",
                                Integer.class)
                        .setParameter(1, document.id)
                        .getSingleResult();
        version.status = VersionStatus.QUEUED;
        version.sha256 = upload.blob().sha256();
        version.sizeBytes = upload.blob().size();
        version.mediaType = upload.mediaType();
        version.createdAt = Instant.now();
        em.persist(version);
        return version;
    }

    /** The visible version of each of the collection's documents that has one; deleted documents have none. */
    @Transactional
    public Map<UUID, VisibleVersion> visible(UUID tenantId, UUID collectionId, Collection<UUID> documentIds) {
        if (documentIds.isEmpty()) {
            return Map.of();
        }
        List<Tuple> rows = em.createQuery("""
                        select d.id, v.id, v.visibleAttempt, d.filename, v.number
                        from DocumentEntity d join DocumentVersionEntity v on v.id = d.activeVersionId
                        where d.tenantId = :tenant and d.collectionId = :collection and d.id in :ids
                          and d.deletedAt is null and v.visibleAttempt is not null""", Tuple.class)
                .setParameter("tenant", tenantId)
                .setParameter("collection", collectionId)
                .setParameter("ids", documentIds)
                .getResultList();
        Map<UUID, VisibleVersion> visible = HashMap.newHashMap(rows.size());
        for (Tuple row : rows) {
            UUID documentId = row.get(0, UUID.class);
            ChunkOwner owner = new ChunkOwner(documentId, row.get(1, UUID.class), row.get(2, Integer.class));
            visible.put(documentId, new VisibleVersion(owner, row.get(3, String.class), row.get(4, Integer.class)));
        }
        return visible;
    }

    @Transactional
    public List<DocumentEntity> ofCollection(UUID tenantId, UUID collectionId, int limit) {
        return find(
                        "tenantId = ?1 and collectionId = ?2 and deletedAt is null order by createdAt desc",
                        tenantId,
                        collectionId)
                .page(0, limit)
                .list();
    }

    @Transactional
    public Optional<DocumentEntity> ofTenant(UUID tenantId, UUID documentId) {
        return find("tenantId = ?1 and id = ?2 and deletedAt is null", tenantId, documentId)
                .firstResultOptional();
    }

    /** The versions of a document, newest first. */
    @Transactional
    public List<DocumentVersionEntity> versions(UUID documentId) {
        return em.createQuery(
                        "from DocumentVersionEntity where documentId = ?1 order by number desc",
                        DocumentVersionEntity.class)
                .setParameter(1, documentId)
                .getResultList();
    }
}
