package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.ragline.model.ChunkOwner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The versions of documents, and the one step in which a version becomes the visible one. An index can't swap many
 * chunks at once; this transaction can.
 */
@ApplicationScoped
public class VersionRepository implements PanacheRepositoryBase<DocumentVersionEntity, UUID> {
    private static final String GARBAGE = """
            not exists (select 1 from job j
                        where j.id = s.job_id and j.status = 'running' and j.attempt = s.attempt)
            and not exists (select 1 from collection_index x where x.id = s.index_id and x.status = 'retired')
            and not exists (select 1 from indexed_version i
                            join document_version v on v.id = i.version_id
                            join document d on d.active_version_id = v.id and d.deleted_at is null
                            where i.version_id = s.version_id and i.index_id = s.index_id
                              and i.attempt = s.attempt)""";

    private final EntityManager em;
    private final AttemptRepository attempts;
    private final BlobReferences blobs;
    private final Event<JobRecorded> recorded;

    VersionRepository(EntityManager em, AttemptRepository attempts, BlobReferences blobs, Event<JobRecorded> recorded) {
        this.em = em;
        this.attempts = attempts;
        this.blobs = blobs;
        this.recorded = recorded;
    }

    @Transactional
    public DocumentVersionEntity get(UUID versionId) {
        return Objects.requireNonNull(findById(versionId), () -> "No version " + versionId);
    }

    /** The version, if it wasn't deleted. */
    @Transactional
    public Optional<DocumentVersionEntity> findVersion(UUID versionId) {
        return findByIdOptional(versionId);
    }

    /**
     * The version has been read; a retry can go on from here.
     *
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     * @throws io.ragline.model.RaglineException {@code INTERNAL_ERROR}, to be tried again, if the blob has just been
     *     removed with another document that had the same one
     */
    @Transactional
    public void rememberExtraction(Attempt attempt, UUID versionId, KeptExtraction extraction) {
        attempts.expectMine(attempt);
        blobs.hold(extraction.sha256());
        DocumentVersionEntity version = findById(versionId);
        if (version == null) {
            return; // deleted meanwhile, which the attempt is about to notice
        }
        version.extractionSha256 = extraction.sha256();
        version.pages = extraction.pages();
        version.characters = extraction.characters();
        version.warnings = extraction.warnings();
        version.info = extraction.info();
    }

    /** Remembers that this attempt is about to write chunks, so that they are found if it never finishes. */
    @Transactional
    public void beginWriting(Attempt attempt, ChunkSet chunks) {
        em.createNativeQuery("""
                        insert into chunk_set (version_id, index_id, attempt, tenant_id, collection_id, document_id, job_id)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing""")
                .setParameter(1, chunks.owner().versionId())
                .setParameter(2, chunks.indexId())
                .setParameter(3, chunks.owner().attempt())
                .setParameter(4, chunks.tenantId())
                .setParameter(5, chunks.collectionId())
                .setParameter(6, chunks.owner().documentId())
                .setParameter(7, attempt.job().id)
                .executeUpdate();
    }

    /**
     * Makes this attempt's chunks the ones that questions see and ends the job, in one step. If meanwhile a newer
     * version became visible or the document was deleted, the job ends all the same and this version stays unseen.
     *
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     * @throws IndexReplacedException if the chunks have to go to another index; nothing has changed then
     */
    @Transactional
    public void activate(Attempt attempt, WrittenChunks written) {
        ChunkOwner owner = written.set().owner();
        expectActive(written.set().indexId());
        // the document before the job, as whoever deletes it
        DocumentEntity document = em.find(DocumentEntity.class, owner.documentId(), LockModeType.PESSIMISTIC_WRITE);
        attempts.succeed(attempt);
        DocumentVersionEntity version = findById(owner.versionId());
        if (document == null || version == null) {
            return;
        }
        DocumentVersionEntity before = document.activeVersionId == null ? null : findById(document.activeVersionId);
        if (document.deletedAt != null) {
            version.status = VersionStatus.DELETED;
            return;
        }
        if (before != null && before.number > version.number) {
            version.status = VersionStatus.SUPERSEDED;
            return;
        }
        if (before != null && !before.id.equals(version.id)) {
            before.status = VersionStatus.SUPERSEDED;
        }
        version.status = VersionStatus.ACTIVE;
        version.activatedAt = Instant.now();
        document.activeVersionId = version.id;
        document.updatedAt = version.activatedAt;
        hide(em, document.id);
        show(written);
        tellIndexIfChanged(document, written);
        alsoIntoTheIndexThatIsBuilt(version);
    }

    /** Held until the transaction ends, so that no other index takes the place of this one meanwhile. */
    private void expectActive(UUID indexId) {
        CollectionIndexEntity index = em.find(CollectionIndexEntity.class, indexId, LockModeType.PESSIMISTIC_READ);
        if (index == null || index.status != IndexStatus.ACTIVE) {
            throw new IndexReplacedException(indexId);
        }
    }

    private void show(WrittenChunks written) {
        if (written.sha256() != null) {
            blobs.hold(written.sha256());
        }
        em.createNativeQuery("""
                        insert into indexed_version (version_id, index_id, attempt, chunks, chunks_sha256)
                        values (?1, ?2, ?3, ?4, cast(?5 as text))
                        on conflict (version_id, index_id) do update
                        set attempt = excluded.attempt, chunks = excluded.chunks, chunks_sha256 = excluded.chunks_sha256""")
                .setParameter(1, written.set().owner().versionId())
                .setParameter(2, written.set().indexId())
                .setParameter(3, written.set().owner().attempt())
                .setParameter(4, written.count())
                .setParameter(5, written.sha256())
                .executeUpdate();
        em.createNativeQuery(
                        "update chunk_set set shown = true where version_id = ?1 and index_id = ?2 and attempt = ?3")
                .setParameter(1, written.set().owner().versionId())
                .setParameter(2, written.set().indexId())
                .setParameter(3, written.set().owner().attempt())
                .executeUpdate();
    }

    /** From now on all chunks of a document are looked at when it is swept; those that are seen are left. */
    static void hide(EntityManager em, UUID documentId) {
        em.createNativeQuery("update chunk_set set shown = false where document_id = ?1 and shown")
                .setParameter(1, documentId)
                .executeUpdate();
    }

    /** Its name or metadata may have changed while the chunks were written. */
    private void tellIndexIfChanged(DocumentEntity document, WrittenChunks written) {
        if (written.knownAs() != null && !written.knownAs().equals(DocumentRepository.knownAs(em, document))) {
            DocumentRepository.tellIndexes(em, recorded, document);
        }
    }

    private void alsoIntoTheIndexThatIsBuilt(DocumentVersionEntity version) {
        em.createQuery(
                        "from CollectionIndexEntity where collectionId = ?1 and status = ?2",
                        CollectionIndexEntity.class)
                .setParameter(1, version.collectionId)
                .setParameter(2, IndexStatus.BUILDING)
                .getResultStream()
                .findFirst()
                .ifPresent(index -> {
                    JobEntity job = JobEntity.reindexing(index, version.documentId, version.id);
                    em.persist(job);
                    recorded.fire(new JobRecorded(job));
                });
    }

    /**
     * A version is complete in an index that is being built, and the job is done, in one step.
     *
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     */
    @Transactional
    public void reindexed(Attempt attempt, WrittenChunks written) {
        DocumentEntity document =
                em.find(DocumentEntity.class, written.set().owner().documentId(), LockModeType.PESSIMISTIC_READ);
        attempts.succeed(attempt);
        if (document != null && findById(written.set().owner().versionId()) != null) {
            show(written);
            tellIndexIfChanged(document, written);
        }
    }

    /**
     * Chunks that nobody may see and nobody is writing: of superseded, deleted and failed versions, and of attempts that
     * never finished. Those in a retired index go with it.
     *
     * @param except indexes to pass over
     */
    @Transactional
    public List<ChunkSet> garbage(int limit, Set<UUID> except) {
        return chunkSets(
                "where not s.shown and not s.index_id = any(?2) and " + GARBAGE + " order by s.created_at limit ?1",
                limit,
                except.toArray(UUID[]::new));
    }

    /** As {@link #garbage(int, Set)}, of one document. */
    @Transactional
    public List<ChunkSet> garbageOf(UUID documentId) {
        return chunkSets("where s.document_id = ?1 and not s.shown and " + GARBAGE, documentId);
    }

    /** All chunks that there may be of a document. */
    @Transactional
    public List<ChunkSet> chunksOf(UUID documentId) {
        return chunkSets("where s.document_id = ?1", documentId);
    }

    private List<ChunkSet> chunkSets(String where, Object... parameters) {
        Query query = em.createNativeQuery("""
                        select s.tenant_id, s.collection_id, s.index_id, s.document_id, s.version_id, s.attempt
                        from chunk_set s\s""" + where, Tuple.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        @SuppressWarnings("unchecked")
        List<Tuple> rows = query.getResultList();
        return rows.stream()
                .map(row -> new ChunkSet(
                        row.get(0, UUID.class),
                        row.get(1, UUID.class),
                        row.get(2, UUID.class),
                        new ChunkOwner(row.get(3, UUID.class), row.get(4, UUID.class), row.get(5, Integer.class))))
                .toList();
    }

    /** The chunks have been deleted from the index for good. */
    @Transactional
    public void forget(ChunkSet chunks) {
        for (String table : List.of("chunk_set", "indexed_version")) {
            em.createNativeQuery(
                            "delete from %s where version_id = ?1 and index_id = ?2 and attempt = ?3".formatted(table))
                    .setParameter(1, chunks.owner().versionId())
                    .setParameter(2, chunks.indexId())
                    .setParameter(3, chunks.owner().attempt())
                    .executeUpdate();
        }
    }
}
