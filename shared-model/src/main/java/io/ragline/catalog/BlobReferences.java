package io.ragline.catalog;

import io.ragline.blob.BlobStore;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which blobs the catalogue needs. The same content is kept once for all that need it, so a blob may be removed only when the last
 * has gone; whoever comes to need one at that very moment must see that, too. So both sides lock the blob's name: who
 * starts to need it looks whether it is there, who removes it whether it is needed.
 */
@ApplicationScoped
public class BlobReferences {
    private final EntityManager em;
    private final BlobStore blobs;

    BlobReferences(EntityManager em, BlobStore blobs) {
        this.em = em;
        this.blobs = blobs;
    }

    /**
     * Keeps the blob from being removed until the transaction ends, in which a row is to name it.
     *
     * @throws RaglineException {@code INTERNAL_ERROR}, to be tried again, if it isn't there (any more): it has to be put anew
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void hold(String sha256) {
        lock(sha256);
        if (!blobs.has(sha256)) {
            throw new BlobGoneException(sha256);
        }
    }

    /**
     * Removes a blob if no row names it.
     *
     * @return whether it is gone
     */
    @Transactional
    public boolean removeUnlessNeeded(String sha256) {
        lock(sha256);
        if (isNeeded(sha256)) {
            return false;
        }
        blobs.delete(sha256);
        return true;
    }

    /** Those of the blobs that no row names at this moment. */
    @Transactional
    public Set<String> unneeded(Collection<String> blobs) {
        Set<String> unneeded = new LinkedHashSet<>(blobs);
        for (String column : List.of("v.sha256", "v.extractionSha256")) {
            unneeded.removeAll(em.createQuery(
                            "select %1$s from DocumentVersionEntity v where %1$s in ?1".formatted(column), String.class)
                    .setParameter(1, blobs)
                    .getResultList());
        }
        unneeded.removeAll(
                em.createQuery("select chunksSha256 from IndexedVersionEntity where chunksSha256 in ?1", String.class)
                        .setParameter(1, blobs)
                        .getResultList());
        unneeded.removeAll(
                em.createNativeQuery("select cast(sha256 as text) from page_image where sha256 in (?1)", String.class)
                        .setParameter(1, blobs)
                        .getResultList());
        return unneeded;
    }

    private void lock(String sha256) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .setParameter("what", "blob " + sha256)
                .getSingleResult();
    }

    private boolean isNeeded(String sha256) {
        return (Boolean) em.createNativeQuery("""
                        select exists (select 1 from document_version where sha256 = cast(:sha as text))
                            or exists (select 1 from document_version where extraction_sha256 = cast(:sha as text))
                            or exists (select 1 from indexed_version where chunks_sha256 = cast(:sha as text))
                            or exists (select 1 from page_image where sha256 = cast(:sha as text))""").setParameter("sha", sha256).getSingleResult();
    }

    /** The blob was removed with the last that needed it. */
    public static final class BlobGoneException extends RaglineException {
        private static final long serialVersionUID = 1L;

        BlobGoneException(String sha256) {
            super(ErrorCode.INTERNAL_ERROR, "The stored file %s was just removed.".formatted(sha256));
        }
    }
}
