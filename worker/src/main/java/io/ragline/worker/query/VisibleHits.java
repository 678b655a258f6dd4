package io.ragline.worker.query;

import io.ragline.catalog.VisibleVersion;
import io.ragline.worker.index.ChunkHit;
import io.ragline.worker.index.CollectionRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The hits of one question in one collection that the catalogue shows and that have its phrases as they are written. Asks the
 * index for more when too few are left.
 */
final class VisibleHits {
    /** Visible chunks that each search should give to the fusion: enough for about 100 distinct documents. */
    static final int CANDIDATES = 300;

    private static final int MORE = 4;
    private static final int MOST_HITS = CANDIDATES * MORE * MORE;

    private final VisibleVersions versions;
    private final CollectionRef collection;
    private final WrittenPhrases phrases;
    private final Set<UUID> asked = new HashSet<>();
    private final Map<UUID, VisibleVersion> visible = new HashMap<>();

    VisibleHits(VisibleVersions versions, CollectionRef collection, WrittenPhrases phrases) {
        this.versions = versions;
        this.collection = collection;
        this.phrases = phrases;
    }

    /**
     * Searches until half of the wanted hits are visible ones or the index has no more.
     *
     * @param search gives the best hits, as many as it is told
     * @param out takes each visible hit with the version that it is of
     */
    void find(IntFunction<List<ChunkHit>> search, BiConsumer<ChunkHit, VisibleVersion> out) {
        int limit = CANDIDATES;
        List<ChunkHit> hits = search.apply(limit);
        List<ChunkHit> shown = shown(hits);
        while (shown.size() < CANDIDATES / 2 && hits.size() == limit && limit < MOST_HITS) {
            limit *= MORE;
            hits = search.apply(limit);
            shown = shown(hits);
        }
        for (ChunkHit hit : shown) {
            out.accept(hit, Objects.requireNonNull(visibleVersion(hit)));
        }
    }

    private List<ChunkHit> shown(List<ChunkHit> hits) {
        lookUp(hits);
        return phrases.keep(
                collection,
                hits.stream().filter(hit -> visibleVersion(hit) != null).toList());
    }

    private void lookUp(List<ChunkHit> hits) {
        Set<UUID> unknown = new HashSet<>();
        hits.forEach(hit -> unknown.add(hit.key().owner().documentId()));
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            asked.addAll(unknown);
            visible.putAll(versions.visible(collection, unknown));
        }
    }

    private @Nullable VisibleVersion visibleVersion(ChunkHit hit) {
        VisibleVersion document = visible.get(hit.key().owner().documentId());
        return document != null && document.owner().equals(hit.key().owner()) ? document : null;
    }
}
