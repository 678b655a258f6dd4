package io.ragline.worker.ingest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.VersionRepository;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Deletes chunks that nobody may see and nobody is writing: of superseded and failed versions, and of attempts that a
 * killed worker left behind. No question ever saw them; this gives back their room.
 */
@ApplicationScoped
public class ChunkSweeper {
    private static final Logger LOG = Logger.getLogger(ChunkSweeper.class);
    private static final int AT_ONCE = 200;

    private final VersionRepository versions;
    private final ChunkIndex index;

    ChunkSweeper(VersionRepository versions, ChunkIndex index) {
        this.versions = versions;
        this.index = index;
    }

    @Scheduled(every = "${ragline.worker.reconcile-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void sweepCarefully() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warnf("Left-over chunks could not be swept, it is tried again: %s", e.getMessage());
        }
    }

    /** Deletes such chunks, those left longest first. Only when the index says that they are gone are they forgotten. */
    synchronized void sweep() {
        List<ChunkSet> garbage = versions.garbage(AT_ONCE);
        Map<CollectionRef, List<ChunkSet>> byCollection = garbage.stream()
                .collect(Collectors.groupingBy(set -> new CollectionRef(set.tenantId(), set.indexId())));
        byCollection.forEach(this::sweepCarefully);
    }

    /** One collection's trouble is no other's. */
    private void sweepCarefully(CollectionRef collection, List<ChunkSet> sets) {
        try {
            sweep(collection, sets);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Left-over chunks in index %s could not be swept, it is tried again: %s",
                    collection.indexId(), e.getMessage());
        }
    }

    private void sweep(CollectionRef collection, List<ChunkSet> sets) {
        sets.forEach(set -> index.delete(collection, set.owner()));
        index.commit(collection);
        for (ChunkSet set : sets) {
            long left = index.count(collection, set.owner());
            if (left > 0) {
                LOG.warnf("%d chunks of %s are still in the index; they are swept again", left, set.owner());
            } else {
                versions.forget(set);
            }
        }
        LOG.debugf("Swept %d sets of chunks from index %s", sets.size(), collection.indexId());
    }
}
