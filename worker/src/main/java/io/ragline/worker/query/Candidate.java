package io.ragline.worker.query;

import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A visible chunk that at least one of the searches found.
 *
 * @param collection where it is
 * @param key which it is
 * @param filename its document's name
 * @param vectorScore cosine; null if the vector search did not find it
 * @param textScore BM25; null if the text search did not find it
 */
record Candidate(
        CollectionRef collection,
        ChunkKey key,
        String filename,
        @Nullable Double vectorScore,
        @Nullable Double textScore) {

    /** A candidate with its fused score. */
    record Ranked(Candidate candidate, double score) {
        static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
                .reversed()
                .thenComparing(ranked -> ranked.candidate().key());
    }

    Candidate merge(Candidate other) {
        return new Candidate(
                collection,
                key,
                filename,
                vectorScore == null ? other.vectorScore : vectorScore,
                textScore == null ? other.textScore : textScore);
    }
}
