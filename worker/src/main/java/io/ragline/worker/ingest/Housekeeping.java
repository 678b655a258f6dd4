package io.ragline.worker.ingest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.BlobReferences;
import io.ragline.catalog.Deletion;
import io.ragline.catalog.DeletionRepository;
import io.ragline.catalog.DocumentEntity;
import io.ragline.job.JobEvents;
import io.ragline.job.JobQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Deletes documents that their collections don't keep any longer, and files that nothing needs any more. */
@ApplicationScoped
class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int AT_ONCE = 500;
    /** A younger file may belong to an upload that is just being accepted. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final DeletionRepository deletions;
    private final BlobReferences references;
    private final BlobStore blobs;
    private final JobQueue queue;
    private final JobEvents events;

    Housekeeping(
            DeletionRepository deletions,
            BlobReferences references,
            BlobStore blobs,
            JobQueue queue,
            JobEvents events) {
        this.deletions = deletions;
        this.references = references;
        this.blobs = blobs;
        this.queue = queue;
        this.events = events;
    }

    @Scheduled(every = "${ragline.worker.reconcile-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void deleteExpired() {
        try {
            int deleted = 0;
            for (DocumentEntity document : deletions.expired(AT_ONCE)) {
                Optional<Deletion> deletion = deletions.deleteExpired(document.id);
                deletion.ifPresent(this::takeOut);
                deleted += deletion.isPresent() ? 1 : 0;
            }
            if (deleted > 0) {
                LOG.infof("Deleted %d documents that their collections keep no longer", deleted);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Documents that are kept no longer could not be deleted, it is tried again: %s", e.getMessage());
        }
    }

    private void takeOut(Deletion deletion) {
        deletion.cancelled().forEach(events::stop);
        queue.withdraw(deletion.cancelled());
    }

    /** What crashes left behind, mostly: a deletion removes its files itself. */
    @Scheduled(
            every = "${ragline.worker.sweep-files-every}",
            delayed = "5m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void sweepFiles() {
        try {
            AtomicInteger removed = new AtomicInteger();
            blobs.forEachBefore(
                    Instant.now().minus(YOUNG),
                    some -> references.unneeded(some).stream()
                            .filter(references::removeUnlessNeeded)
                            .forEach(gone -> removed.incrementAndGet()));
            if (removed.get() > 0) {
                LOG.infof("Removed %d stored files that nothing needs", removed.get());
            }
        } catch (RuntimeException e) {
            LOG.warnf("Stored files that nothing needs could not be removed, it is tried again: %s", e.getMessage());
        }
    }
}
