package io.ragline.worker.ingest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.IndexRepository;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Lets an index that is complete take the place of the active one, and removes the one that it replaced. */
@ApplicationScoped
class IndexTakeover {
    private static final Logger LOG = Logger.getLogger(IndexTakeover.class);
    /** A question that began before may still read the old one. */
    private static final Duration UNTIL_NOBODY_READS = Duration.ofMinutes(2);

    private final IndexRepository indexes;
    private final ChunkIndex index;

    IndexTakeover(IndexRepository indexes, ChunkIndex index) {
        this.indexes = indexes;
        this.index = index;
    }

    /** One of the documents is in; the rest may be, too. */
    void afterJobOf(CollectionIndexEntity built) {
        if (!indexes.hasOpenJobs(built)) {
            takeOver(built.id);
        }
    }

    /** Documents that were not reindexed because they were deleted meanwhile leave nobody behind to see to it. */
    @Scheduled(every = "${ragline.worker.reconcile-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void seeToIt() {
        try {
            indexes.building().forEach(this::takeOver);
            indexes.retiredBefore(Instant.now().minus(UNTIL_NOBODY_READS)).forEach(this::remove);
        } catch (RuntimeException e) {
            LOG.warnf("Indexes that were replaced could not be removed, it is tried again: %s", e.getMessage());
        }
    }

    private void takeOver(UUID indexId) {
        if (indexes.takeOver(indexId)) {
            LOG.infof("Index %s is complete: from now on questions see it", indexId);
        }
    }

    private void remove(CollectionIndexEntity retired) {
        CollectionRef ref = new CollectionRef(retired.tenantId, retired.id);
        index.deleteCollection(ref);
        long left = index.count(ref);
        if (left > 0) {
            LOG.warnf("%d chunks of the replaced index %s are still there; it is removed again", left, retired.id);
            return;
        }
        indexes.forget(retired.id);
        LOG.infof("Removed index %s, which another has replaced", retired.id);
    }
}
