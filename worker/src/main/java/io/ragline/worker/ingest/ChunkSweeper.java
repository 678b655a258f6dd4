package io.ragline.worker.ingest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.VersionRepository;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
    void sweep() {
        Set<UUID> troubled = new HashSet<>();
        List<ChunkSet> garbage;
        do {
            garbage = versions.garbage(AT_ONCE, troubled);
            troubled.addAll(sweep(garbage));
        } while (garbage.size() == AT_ONCE);
    }

    /** The same for one document alone. */
    void sweepCarefully(UUID documentId) {
        try {
            sweep(versions.garbageOf(documentId));
        } catch (RuntimeException e) {
            LOG.warnf("Left-over chunks could not be swept, it is tried again: %s", e.getMessage());
        }
    }

    /** One index's trouble is no other's: those in which some are left are told. */
    private Set<UUID> sweep(List<ChunkSet> garbage) {
        Map<CollectionRef, List<ChunkSet>> byIndex = garbage.stream()
                .collect(Collectors.groupingBy(set -> new CollectionRef(set.tenantId(), set.indexId())));
        Set<UUID> troubled = new HashSet<>();
        byIndex.forEach((index, sets) -> {
            if (!sweepCarefully(index, sets)) {
                troubled.add(index.indexId());
            }
        });
        return troubled;
    }

    private boolean sweepCarefully(CollectionRef collection, List<ChunkSet> sets) {
        try {
            return sweep(collection, sets);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Left-over chunks in index %s could not be swept, it is tried again: %s",
                    collection.indexId(), e.getMessage());
            return false;
        }
    }

    private boolean sweep(CollectionRef collection, List<ChunkSet> sets) {
        boolean allGone = true;
        sets.forEach(set -> index.delete(collection, set.owner()));
        index.commit(collection);
        for (ChunkSet set : sets) {
            long left = index.count(collection, set.owner());
            if (left > 0) {
                LOG.warnf("%d chunks of %s are still in the index; they are swept again", left, set.owner());
                allGone = false;
            } else {
                versions.forget(set);
            }
        }
        LOG.debugf("Swept %d sets of chunks from index %s", sets.size(), collection.indexId());
        return allGone;
    }
}
