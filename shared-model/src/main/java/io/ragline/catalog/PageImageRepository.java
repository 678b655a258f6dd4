package io.ragline.catalog;

import io.ragline.blob.StoredBlob;
import io.ragline.model.ErrorCode;
import io.ragline.model.PageView;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which blob shows which page with what marked on it, and which job draws it. */
@ApplicationScoped
public class PageImageRepository {
    private static final String THIS_PICTURE =
            " version_id = :version and page = :page and dpi = :dpi and highlight = :highlight";

    private final EntityManager em;
    private final AttemptRepository attempts;
    private final BlobReferences blobs;

    PageImageRepository(EntityManager em, AttemptRepository attempts, BlobReferences blobs) {
        this.em = em;
        this.attempts = attempts;
        this.blobs = blobs;
    }

    /** What is known of that picture; nothing if nobody has asked for it yet. */
    @Transactional
    public Optional<PageImage> find(PageView view) {
        return one(keyed(
                "select cast(sha256 as text), size_bytes, job_id from page_image where" + THIS_PICTURE,
                view,
                Tuple.class));
    }

    /**
     * Has a picture drawn by one job at a time: the one that does it already, else a new one, which is recorded here.
     *
     * @param contentSha256 the version's file
     * @param newJob recorded if one is needed
     * @return the job that draws the picture
     */
    @Transactional
    public JobEntity claim(PageView view, String contentSha256, JobEntity newJob) {
        keyed("""
                insert into page_image (version_id, page, dpi, highlight, content_sha256)
                values (:version, :page, :dpi, :highlight, :content) on conflict do nothing""", view).setParameter("content", contentSha256).executeUpdate();
        // whoever asks for the same picture waits here until this transaction has ended
        PageImage known = one(keyed(
                        "select cast(sha256 as text), size_bytes, job_id from page_image where" + THIS_PICTURE
                                + " for update",
                        view,
                        Tuple.class))
                .orElseThrow(() -> gone(view));
        JobEntity before = known.jobId() == null ? null : em.find(JobEntity.class, known.jobId(), LockModeType.NONE);
        if (before != null && !before.status.isFinal()) {
            return before;
        }
        em.persist(newJob);
        em.flush();
        keyed("update page_image set job_id = :job, last_used_at = now() where" + THIS_PICTURE, view)
                .setParameter("job", newJob.id)
                .executeUpdate();
        return newJob;
    }

    /** The plain picture of the page, of this version or of any other of the tenant's with the same content. */
    @Transactional
    public Optional<StoredBlob> plain(UUID tenantId, String contentSha256, int page, int dpi) {
        Query query = em.createNativeQuery("""
                select cast(i.sha256 as text), i.size_bytes, i.job_id
                from page_image i join document_version v on v.id = i.version_id and v.tenant_id = :tenant
                where i.content_sha256 = :content and i.page = :page and i.dpi = :dpi and i.highlight = ''
                  and i.sha256 is not null
                limit 1""", Tuple.class);
        return one(query.setParameter("tenant", tenantId)
                        .setParameter("content", contentSha256)
                        .setParameter("page", page)
                        .setParameter("dpi", dpi))
                .map(PageImage::blob);
    }

    /**
     * Records a picture.
     *
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND} if the document was deleted meanwhile; {@code INTERNAL_ERROR}, to
     *     be tried again, if the blob has just been removed
     */
    @Transactional
    public void keep(PageView view, String contentSha256, StoredBlob picture) {
        blobs.hold(picture.sha256());
        int kept = keyed("""
                insert into page_image
                  (version_id, page, dpi, highlight, content_sha256, sha256, size_bytes, last_used_at)
                select v.id, :page, :dpi, :highlight, :content, :picture, :size, now()
                from document_version v
                join document d on d.id = v.document_id
                join collection c on c.id = d.collection_id
                where v.id = :version and v.status <> 'deleted' and d.deleted_at is null and c.deleted_at is null
                on conflict (version_id, page, dpi, highlight)
                do update set sha256 = excluded.sha256, size_bytes = excluded.size_bytes, last_used_at = now()""", view)
                .setParameter("content", contentSha256)
                .setParameter("picture", picture.sha256())
                .setParameter("size", picture.size())
                .executeUpdate();
        if (kept == 0) {
            throw gone(view);
        }
    }

    /**
     * Records a picture and ends the job that drew it, in one step.
     *
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND} if the document was deleted meanwhile
     */
    @Transactional
    public void save(Attempt attempt, PageView view, String contentSha256, StoredBlob picture) {
        attempts.succeed(attempt);
        keep(view, contentSha256, picture);
    }

    /** The picture was looked at. Not written more often than once in an hour. */
    @Transactional
    public void used(PageView view) {
        keyed(
                        "update page_image set last_used_at = now() where" + THIS_PICTURE
                                + " and last_used_at < now() - interval '1 hour'",
                        view)
                .executeUpdate();
    }

    /** Forgets pictures that nobody has looked at since then, and tells what blobs they were. */
    @Transactional
    public List<String> forgetUnused(Instant since) {
        @SuppressWarnings("unchecked")
        List<String> blobs = em.createNativeQuery("""
                        with forgotten as (delete from page_image where last_used_at < :since returning sha256)
                        select distinct cast(sha256 as text) from forgotten where sha256 is not null""", String.class)
                .setParameter("since", since)
                .getResultList();
        return blobs;
    }

    private Query keyed(String sql, PageView view) {
        return bind(em.createNativeQuery(sql), view);
    }

    private Query keyed(String sql, PageView view, Class<?> row) {
        return bind(em.createNativeQuery(sql, row), view);
    }

    private static Query bind(Query query, PageView view) {
        return query.setParameter("version", view.versionId())
                .setParameter("page", view.page())
                .setParameter("dpi", view.dpi())
                .setParameter("highlight", view.highlight().key());
    }

    private static Optional<PageImage> one(Query query) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = query.getResultList();
        return rows.stream().findFirst().map(PageImageRepository::image);
    }

    private static PageImage image(Tuple row) {
        @Nullable String sha256 = row.get(0, String.class);
        StoredBlob blob = sha256 == null ? null : new StoredBlob(sha256, row.get(1, Long.class));
        return new PageImage(blob, row.get(2, UUID.class));
    }

    private static RaglineException gone(PageView view) {
        return new RaglineException(
                ErrorCode.DOCUMENT_NOT_FOUND, "There is no version %s any more.".formatted(view.versionId()));
    }
}
