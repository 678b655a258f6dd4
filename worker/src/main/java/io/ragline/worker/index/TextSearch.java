package io.ragline.worker.index;

import java.util.List;

/**
 * A search by words in several collections, each of which is asked by itself. The rarity of a word is that in all of them together,
 * so that the same score means the same in each.
 */
public interface TextSearch {

    /** As {@link ChunkIndex#searchText(CollectionRef, ChunkQuery, int)}, in one of the collections. */
    List<ChunkHit> in(CollectionRef collection, int limit);

    /**
     * About what a chunk would score that has all of the question's words, so that scores can be compared with those of a search
     * in other terms; 1 if the index can't tell.
     */
    default double full() {
        return 1;
    }
}
