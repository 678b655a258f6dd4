package io.ragline.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.JobKind;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an uploaded file is: nothing new, a new version of a document, or a new document.
 *
 * <p>A document is known by the caller's own id, if it was uploaded with one, else by its name. A file whose content the
 * collection has already, and that names no other document by an id, is that document under one more name (an alias).
 * When later the content of one of the names changes, the others keep theirs: the document goes on under an alias, and
 * the changed content starts a document of its own.
 */
@ApplicationScoped
public class UploadRepository {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EntityManager em;
    private final BlobReferences blobs;
    private final Event<JobRecorded> recorded;
    private final StorageQuota quota;

    UploadRepository(EntityManager em, BlobReferences blobs, Event<JobRecorded> recorded, StorageQuota quota) {
        this.em = em;
        this.blobs = blobs;
        this.recorded = recorded;
        this.quota = quota;
    }

    /**
     * Accepts a file. The job that is to read it is recorded in the same transaction.
     *
     * @throws BlobReferences.BlobGoneException if the content was removed with another document just now: put it anew
     * @throws RaglineException {@code COLLECTION_NOT_FOUND} if the collection was just deleted; {@code STORAGE_QUOTA_EXCEEDED}
     */
    @Transactional
    public AcceptedUpload accept(NewUpload upload) {
        CollectionRepository.refuseIfDeleted(em, upload.collectionId());
        // two uploads of one name or one content at the same moment must see each other
        Stream.of(key(upload), "content " + upload.blob().sha256())
                .sorted()
                .forEach(what -> lock(upload.collectionId() + " " + what));
        Optional<DocumentEntity> known = named(upload);
        if (known.isPresent()) {
            return acceptFor(known.get(), upload);
        }
        return upload.externalId() == null
                ? sameContent(upload).orElseGet(() -> newVersion(upload, newDocument(upload), true))
                : newVersion(upload, newDocument(upload), true);
    }

    private static String key(NewUpload upload) {
        return upload.externalId() == null ? "name " + upload.filename() : "id " + upload.externalId();
    }

    private void lock(String what) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .setParameter("what", what)
                .getSingleResult();
    }

    private Optional<DocumentEntity> named(NewUpload upload) {
        if (upload.externalId() != null) {
            return document("externalId = ?2", upload.collectionId(), upload.externalId());
        }
        return document("filename = ?2 and externalId is null", upload.collectionId(), upload.filename())
                .or(() -> document(
                        "id = (select a.documentId from DocumentAliasEntity a"
                                + " where a.collectionId = ?1 and a.filename = ?2)",
                        upload.collectionId(),
                        upload.filename()));
    }

    private Optional<DocumentEntity> document(String where, UUID collectionId, String name) {
        return em.createQuery(
                        "from DocumentEntity where collectionId = ?1 and deletedAt is null and " + where,
                        DocumentEntity.class)
                .setParameter(1, collectionId)
                .setParameter(2, name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private AcceptedUpload acceptFor(DocumentEntity document, NewUpload upload) {
        Optional<AcceptedUpload> newest = newest(document.id, null);
        if (newest.isPresent() && newest.get().sha256().equals(upload.blob().sha256())) {
            describe(document, upload);
            return newest.get();
        }
        boolean byAlias = upload.externalId() == null && !upload.filename().equals(document.filename);
        if (byAlias) {
            removeAlias(document, upload.filename());
            DocumentRepository.tellIndexes(em, recorded, document);
            return newVersion(upload, newDocument(upload), true);
        }
        Optional<String> alias = newest.isPresent() ? anyAlias(document) : Optional.empty();
        if (alias.isPresent()) {
            goOnAs(document, alias.get());
            return newVersion(upload, newDocument(upload), true);
        }
        describe(document, upload);
        // one of which nothing could be read so far counts from now on
        return newVersion(upload, document, newest.isEmpty());
    }

    /** The content of a document's last version that hasn't failed, or of any document that has this content as such. */
    private Optional<AcceptedUpload> newest(@Nullable UUID documentId, @Nullable NewUpload sameContent) {
        String which = documentId != null ? "v.documentId = :key" : "v.collectionId = :key and v.sha256 = :sha256";
        var query = em.createQuery("""
                        select new io.ragline.catalog.AcceptedUpload(j, v.sha256, true, v.status = :queued)
                        from DocumentVersionEntity v
                        join JobEntity j on j.documentId = v.documentId and j.versionId = v.id and j.kind = :ingest
                        join DocumentEntity d on d.id = v.documentId and d.deletedAt is null
                        where %s and v.status in (:queued, :active)
                          and not exists (select 1 from DocumentVersionEntity w where w.documentId = v.documentId
                                          and w.number > v.number and w.status in (:queued, :active))
                        order by j.createdAt desc""".formatted(which), AcceptedUpload.class)
                .setParameter("queued", VersionStatus.QUEUED)
                .setParameter("active", VersionStatus.ACTIVE)
                .setParameter("ingest", JobKind.INGEST_DOCUMENT)
                .setMaxResults(1);
        if (sameContent != null) {
            query.setParameter("key", sameContent.collectionId())
                    .setParameter("sha256", sameContent.blob().sha256());
        } else {
            query.setParameter("key", documentId);
        }
        return query.getResultStream().findFirst();
    }

    private Optional<AcceptedUpload> sameContent(NewUpload upload) {
        Optional<AcceptedUpload> known = newest(null, upload);
        if (known.isEmpty()) {
            return known;
        }
        DocumentEntity document =
                em.find(DocumentEntity.class, known.get().documentId(), LockModeType.PESSIMISTIC_WRITE);
        if (document == null || !hasContent(document, upload)) {
            return Optional.empty(); // its own name got other content meanwhile, or it was deleted
        }
        document.updatedAt = Instant.now();
        em.createNativeQuery("""
                        insert into document_alias (collection_id, filename, document_id) values (?1, ?2, ?3)
                        on conflict (collection_id, filename) do update set document_id = excluded.document_id""")
                .setParameter(1, upload.collectionId())
                .setParameter(2, upload.filename())
                .setParameter(3, document.id)
                .executeUpdate();
        DocumentRepository.tellIndexes(em, recorded, document);
        return Optional.of(known.get().as(document.filename));
    }

    private boolean hasContent(DocumentEntity document, NewUpload upload) {
        return document.deletedAt == null
                && newest(document.id, null)
                        .filter(newest -> newest.sha256().equals(upload.blob().sha256()))
                        .isPresent();
    }

    private Optional<String> anyAlias(DocumentEntity document) {
        return em.createQuery(
                        "select filename from DocumentAliasEntity where documentId = ?1 order by filename",
                        String.class)
                .setParameter(1, document.id)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private void goOnAs(DocumentEntity document, String alias) {
        removeAlias(document, alias);
        document.filename = alias;
        document.externalId = null;
        DocumentRepository.tellIndexes(em, recorded, document);
        em.flush(); // frees its name for the document that takes it over
    }

    private void removeAlias(DocumentEntity document, String filename) {
        em.createQuery("delete from DocumentAliasEntity where collectionId = ?1 and filename = ?2")
                .setParameter(1, document.collectionId)
                .setParameter(2, filename)
                .executeUpdate();
    }

    private void describe(DocumentEntity document, NewUpload upload) {
        String metadata = upload.metadata() == null ? document.metadata : upload.metadata();
        String filename = upload.externalId() == null ? document.filename : upload.filename();
        document.updatedAt = Instant.now();
        if (!sameJson(metadata, document.metadata) || !filename.equals(document.filename)) {
            document.metadata = metadata;
            document.filename = filename;
            DocumentRepository.tellIndexes(em, recorded, document);
        }
    }

    private static boolean sameJson(String one, String other) {
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Metadata is no JSON", e);
        }
    }

    private DocumentEntity newDocument(NewUpload upload) {
        DocumentEntity document = new DocumentEntity();
        document.id = Ids.next();
        document.tenantId = upload.tenantId();
        document.collectionId = upload.collectionId();
        document.filename = upload.filename();
        document.externalId = upload.externalId();
        document.metadata = upload.metadata() == null ? "{}" : upload.metadata();
        document.createdAt = Instant.now();
        document.updatedAt = document.createdAt;
        em.persist(document);
        return document;
    }

    /** @param counts whether the document counts from now on and did not before */
    private AcceptedUpload newVersion(NewUpload upload, DocumentEntity document, boolean counts) {
        blobs.hold(upload.blob().sha256());
        DocumentVersionEntity version = new DocumentVersionEntity();
        version.id = Ids.next();
        version.tenantId = upload.tenantId();
        version.keyId = upload.keyId();
        version.documentId = document.id;
        version.collectionId = upload.collectionId();
        version.number = 1 + lastNumber(document.id);
        version.status = VersionStatus.QUEUED;
        version.sha256 = upload.blob().sha256();
        version.sizeBytes = upload.blob().size();
        version.mediaType = upload.mediaType();
        version.createdAt = Instant.now();
        em.persist(version);
        JobEntity job = JobEntity.accepted(Ids.next(), upload.tenantId(), JobKind.INGEST_DOCUMENT, upload.submission());
        job.keyId = upload.keyId();
        job.documentId = document.id;
        job.versionId = version.id;
        job.batchId = upload.batchId();
        job.collections = new UUID[] {upload.collectionId()};
        em.persist(job);
        if (counts) {
            document.keyId = upload.keyId();
        }
        quota.take(version, counts);
        return new AcceptedUpload(job, version.sha256, false, true);
    }

    private int lastNumber(UUID documentId) {
        return em.createQuery(
                        "select coalesce(max(number), 0) from DocumentVersionEntity where documentId = ?1",
                        Integer.class)
                .setParameter(1, documentId)
                .getSingleResult();
    }

    /** Those of the caller's own ids whose last version that hasn't failed has that content, with its status. */
    @Transactional
    public List<KnownUpload> known(UUID tenantId, UUID collectionId, List<String> externalIds) {
        return em.createQuery("""
                        select new io.ragline.catalog.KnownUpload(d.externalId, d.id, v.id, v.sha256, v.status)
                        from DocumentEntity d join DocumentVersionEntity v on v.documentId = d.id
                        where d.tenantId = :tenant and d.collectionId = :collection and d.deletedAt is null
                          and d.externalId in :ids and v.status in (:queued, :active)
                          and not exists (select 1 from DocumentVersionEntity w where w.documentId = v.documentId
                                          and w.number > v.number and w.status in (:queued, :active))""", KnownUpload.class)
                .setParameter("tenant", tenantId)
                .setParameter("collection", collectionId)
                .setParameter("ids", externalIds)
                .setParameter("queued", VersionStatus.QUEUED)
                .setParameter("active", VersionStatus.ACTIVE)
                .getResultList();
    }
}
