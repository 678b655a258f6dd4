package io.ragline.worker.query;

import io.ragline.catalog.IndexRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.lane.GivenUpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/**
 * Notices a collection whose chunks are all in the catalogue and none in the index, as after a change of {@code ragline.index}: that
 * nothing is found there is no answer.
 */
@ApplicationScoped
class EmptyIndexes {
    private static final Logger LOG = Logger.getLogger(EmptyIndexes.class);

    /** Indexes that were seen with chunks; enough for a process that searches many. */
    private static final int REMEMBERED = 10_000;

    private final ChunkIndex index;
    private final ToLongFunction<UUID> visibleChunks;
    private final Set<UUID> filled = ConcurrentHashMap.newKeySet();

    @Inject
    EmptyIndexes(ChunkIndex index, IndexRepository indexes) {
        this(index, indexes::visibleChunks);
    }

    /** @param visibleChunks how many chunks questions should see of an index, as the catalogue knows */
    EmptyIndexes(ChunkIndex index, ToLongFunction<UUID> visibleChunks) {
        this.index = index;
        this.visibleChunks = visibleChunks;
    }

    /** @throws GivenUpException {@code INDEX_UNAVAILABLE} if one of them has lost its chunks; says what to do */
    void refuse(List<SearchedIndex> where) {
        for (SearchedIndex each : where) {
            UUID id = each.collection().indexId();
            if (!filled.contains(id)) {
                refuse(each, id);
            }
        }
    }

    private void refuse(SearchedIndex searched, UUID id) {
        if (index.count(searched.collection()) > 0) {
            if (filled.size() >= REMEMBERED) {
                filled.clear();
            }
            filled.add(id);
            return;
        }
        long missing = visibleChunks.applyAsLong(id);
        // those that were written in between are no loss
        if (missing > 0 && index.count(searched.collection()) == 0) {
            String detail =
                    "The index has none of the %d chunks of this collection that the catalogue knows. After a change of ragline.index, ./ragline reindex fills it from the documents."
                            .formatted(missing);
            LOG.warnf("%s (index %s)", detail, id);
            throw new GivenUpException(new JobFailure(ErrorCode.INDEX_UNAVAILABLE, detail, false));
        }
    }
}
