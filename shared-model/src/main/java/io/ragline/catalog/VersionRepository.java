package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.ragline.model.ChunkOwner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The versions of documents, and the one step in which a version becomes the visible one. An index can't swap many
 * chunks at once; this transaction can.
 */
@ApplicationScoped
public class VersionRepository implements PanacheRepositoryBase<DocumentVersionEntity, UUID> {
    private final EntityManager em;
    private final AttemptRepository attempts;

    VersionRepository(EntityManager em, AttemptRepository attempts) {
        this.em = em;
        this.attempts = attempts;
    }

    @Transactional
    public DocumentVersionEntity get(UUID versionId) {
        return Objects.requireNonNull(findById(versionId), () -> "No version " + versionId);
    }

    /** The version, if it is still there. */
    @Transactional
    public Optional<DocumentVersionEntity> findVersion(UUID versionId) {
        return findByIdOptional(versionId);
    }

    /** The version has been read; a retry can go on from here. */
    @Transactional
    public void rememberExtraction(UUID versionId, String extractionSha256, int pages, String warningsJson) {
        DocumentVersionEntity version = findById(versionId);
        version.extractionSha256 = extractionSha256;
        version.pages = pages;
        version.warnings = warningsJson;
    }

    /** Remembers that this attempt is about to write chunks, so that they are found if it never finishes. */
    @Transactional
    public void beginWriting(Attempt attempt, ChunkSet chunks) {
        em.createNativeQuery("""
                        insert into chunk_set (version_id, attempt, tenant_id, collection_id, document_id, job_id)
                        values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing""")
                .setParameter(1, chunks.owner().versionId())
                .setParameter(2, chunks.owner().attempt())
                .setParameter(3, chunks.tenantId())
                .setParameter(4, chunks.collectionId())
                .setParameter(5, chunks.owner().documentId())
                .setParameter(6, attempt.job().id)
                .executeUpdate();
    }

    /**
     * Makes this attempt's chunks the ones that questions see and ends the job, in one step. If meanwhile a newer
     * version became visible or the document was deleted, the job ends all the same and this version stays unseen.
     *
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     */
    @Transactional
    public void activate(Attempt attempt, ChunkOwner owner, int chunks) {
        attempts.succeed(attempt);
        DocumentEntity document = em.find(DocumentEntity.class, owner.documentId(), LockModeType.PESSIMISTIC_WRITE);
        DocumentVersionEntity version = findById(owner.versionId());
        DocumentVersionEntity before = document.activeVersionId == null ? null : findById(document.activeVersionId);
        version.chunks = chunks;
        if (document.deletedAt != null) {
            version.status = VersionStatus.DELETED;
        } else if (before != null && before.number > version.number) {
            version.status = VersionStatus.SUPERSEDED;
        } else {
            if (before != null && !before.id.equals(version.id)) {
                before.status = VersionStatus.SUPERSEDED;
            }
            version.status = VersionStatus.ACTIVE;
            version.visibleAttempt = owner.attempt();
            version.activatedAt = Instant.now();
            document.activeVersionId = version.id;
            document.updatedAt = version.activatedAt;
        }
    }

    /**
     * Chunks that nobody may see and nobody is writing: of superseded, deleted and failed versions, and of attempts that
     * never finished.
     */
    @Transactional
    public List<ChunkSet> garbage(int limit) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select s.tenant_id, s.collection_id, s.document_id, s.version_id, s.attempt
                        from chunk_set s
                        join job j on j.id = s.job_id
                        join document d on d.id = s.document_id
                        join document_version v on v.id = s.version_id
                        where not (j.status = 'running' and j.attempt = s.attempt)
                          and not (d.deleted_at is null
                                   and d.active_version_id is not distinct from v.id
                                   and v.visible_attempt is not distinct from s.attempt)
                        order by s.created_at
                        limit :limit""", Tuple.class)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new ChunkSet(
                        row.get(0, UUID.class),
                        row.get(1, UUID.class),
                        new ChunkOwner(row.get(2, UUID.class), row.get(3, UUID.class), row.get(4, Integer.class))))
                .toList();
    }

    /** The chunks have been deleted from the index for good. */
    @Transactional
    public void forget(ChunkSet chunks) {
        em.createNativeQuery("delete from chunk_set where version_id = ?1 and attempt = ?2")
                .setParameter(1, chunks.owner().versionId())
                .setParameter(2, chunks.owner().attempt())
                .executeUpdate();
    }
}
