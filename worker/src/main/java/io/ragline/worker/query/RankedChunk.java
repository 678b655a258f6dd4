package io.ragline.worker.query;

import io.ragline.catalog.VisibleVersion;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A visible chunk and its place in the ranking.
 *
 * @param collection where it is
 * @param key which it is
 * @param document the visible version that it is of
 * @param score fused, 0 to 1; 0 until it is
 * @param vectorScore cosine; null if the vector search did not find it
 * @param textScore BM25; null if the text search did not find it
 */
public record RankedChunk(
        CollectionRef collection,
        ChunkKey key,
        VisibleVersion document,
        double score,
        @Nullable Double vectorScore,
        @Nullable Double textScore) {

    static final Comparator<RankedChunk> BEST_FIRST =
            Comparator.comparingDouble(RankedChunk::score).reversed().thenComparing(RankedChunk::key);

    RankedChunk scored(double fused) {
        return new RankedChunk(collection, key, document, fused, vectorScore, textScore);
    }

    /** What both searches say of the same chunk. */
    RankedChunk merge(RankedChunk other) {
        return new RankedChunk(
                collection,
                key,
                document,
                score,
                vectorScore == null ? other.vectorScore : vectorScore,
                textScore == null ? other.textScore : textScore);
    }
}
