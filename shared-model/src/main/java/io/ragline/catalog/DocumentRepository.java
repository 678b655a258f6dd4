package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.ragline.model.ChunkOwner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documents of each collection: what there is, and what may be seen. */
@ApplicationScoped
public class DocumentRepository implements PanacheRepositoryBase<DocumentEntity, UUID> {
    private final EntityManager em;
    private final Event<JobRecorded> recorded;

    DocumentRepository(EntityManager em, Event<JobRecorded> recorded) {
        this.em = em;
        this.recorded = recorded;
    }

    /** The document, if it wasn't deleted. */
    @Transactional
    public Optional<DocumentEntity> find(UUID documentId) {
        return findByIdOptional(documentId);
    }

    /** What of an index is visible of each of the documents; of deleted ones, nothing. */
    @Transactional
    public Map<UUID, VisibleVersion> visible(UUID tenantId, UUID indexId, Collection<UUID> documentIds) {
        if (documentIds.isEmpty()) {
            return Map.of();
        }
        List<Tuple> rows = em.createQuery("""
                        select d.id, v.id, i.attempt, d.filename, v.number
                        from DocumentEntity d
                        join DocumentVersionEntity v on v.id = d.activeVersionId
                        join IndexedVersionEntity i on i.versionId = v.id and i.indexId = :index
                        join CollectionEntity c on c.id = d.collectionId and c.deletedAt is null
                        where d.tenantId = :tenant and d.id in :ids and d.deletedAt is null""", Tuple.class)
                .setParameter("tenant", tenantId)
                .setParameter("index", indexId)
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

    /**
     * Documents of a collection, first those uploaded last.
     *
     * @param before only those behind this one in the list; null for the first page
     */
    @Transactional
    public List<DocumentEntity> list(UUID tenantId, DocumentFilter filter, @Nullable UUID before, int limit) {
        DocumentFilter.Condition condition = filter.condition(tenantId, before);
        return find(condition.hql() + " order by id desc", condition.parameters())
                .page(Page.ofSize(limit))
                .list();
    }

    @Transactional
    public Optional<DocumentEntity> ofTenant(UUID tenantId, UUID documentId) {
        return find(
                        "tenantId = ?1 and id = ?2 and deletedAt is null"
                                + " and collectionId in (select c.id from CollectionEntity c where c.deletedAt is null)",
                        tenantId,
                        documentId)
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

    /** What each of a document's versions has in the active index of its collection; those that were never complete are missing. */
    @Transactional
    public Map<UUID, IndexedVersionEntity> indexed(UUID documentId) {
        return em.createQuery("""
                        select i from IndexedVersionEntity i
                        join DocumentVersionEntity v on v.id = i.versionId and v.documentId = :document
                        join CollectionIndexEntity x on x.id = i.indexId and x.status = :active""", IndexedVersionEntity.class)
                .setParameter("document", documentId)
                .setParameter("active", IndexStatus.ACTIVE)
                .getResultStream()
                .collect(Collectors.toMap(indexed -> indexed.versionId, Function.identity()));
    }

    /** Other names of a document's content. */
    @Transactional
    public List<String> aliases(UUID documentId) {
        return aliases(em, documentId);
    }

    private static List<String> aliases(EntityManager em, UUID documentId) {
        return em.createQuery(
                        "select filename from DocumentAliasEntity where documentId = ?1 order by filename",
                        String.class)
                .setParameter(1, documentId)
                .getResultList();
    }

    /** What indexes are told of a document, as one text: another whenever any of it is. */
    @Transactional
    public String knownAs(DocumentEntity document) {
        return knownAs(em, document);
    }

    static String knownAs(EntityManager em, DocumentEntity document) {
        return String.join("\n", document.filename, document.metadata, String.join("\n", aliases(em, document.id)));
    }

    /**
     * Replaces a document's metadata. A job tells the indexes.
     *
     * @param metadata a JSON object
     */
    @Transactional
    public Optional<DocumentEntity> describe(UUID tenantId, UUID documentId, String metadata) {
        Optional<DocumentEntity> document = ofTenant(tenantId, documentId);
        document.ifPresent(found -> {
            em.refresh(found, LockModeType.PESSIMISTIC_WRITE); // whether it has a version that is seen decides
            found.metadata = metadata;
            found.updatedAt = Instant.now();
            tellIndexes(em, recorded, found);
        });
        return document;
    }

    /** A document that no question sees needs no telling: what is known of it goes to an index with it. */
    static void tellIndexes(EntityManager em, Event<JobRecorded> recorded, DocumentEntity document) {
        if (document.activeVersionId != null) {
            JobEntity job = JobEntity.describing(document);
            em.persist(job);
            recorded.fire(new JobRecorded(job));
        }
    }

    /**
     * What each step of the reading of each version took, in milliseconds by stage, as a JSON object; of a step that was done more
     * than once, the last time.
     */
    @Transactional
    public Map<UUID, String> stages(UUID documentId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select j.version_id, jsonb_object_agg(s.key, s.value order by a.number)::text
                        from job j join job_attempt a on a.job_id = j.id cross join jsonb_each(a.stages) s
                        where j.document_id = ?1 and j.kind = 'ingest-document'
                        group by j.version_id""", Tuple.class)
                .setParameter(1, documentId)
                .getResultList();
        return rows.stream().collect(Collectors.toMap(row -> row.get(0, UUID.class), row -> row.get(1, String.class)));
    }
}
