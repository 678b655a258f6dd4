package io.ragline.worker.index.qdrant;

import io.ragline.worker.index.CollectionRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many terms the chunks of a collection have on average. Chunks keep the weights that they were written with, so what matters
 * is that it settles early and then hardly moves.
 */
@FunctionalInterface
public interface AverageLength {

    /**
     * Counts chunks that are about to be written, those that are written twice too.
     *
     * @param terms that they have in all
     * @return the average with them
     */
    double with(CollectionRef collection, int chunks, long terms);

    /** The average after so many chunks of so many terms: one of the usual length at first, and bit by bit their own. */
    static double of(long chunks, long terms) {
        return (Prior.CHUNKS * Prior.TERMS + terms) / (Prior.CHUNKS + chunks);
    }

    /** Forgotten with the process. */
    static AverageLength inMemory() {
        record Total(long chunks, long terms) {}
        Map<CollectionRef, Total> totals = new ConcurrentHashMap<>();
        return (collection, chunks, terms) -> {
            Total total = totals.merge(
                    collection,
                    new Total(chunks, terms),
                    (one, other) -> new Total(one.chunks + other.chunks, one.terms + other.terms));
            return of(total.chunks, total.terms);
        };
    }

    /** As much as a chunk of 256 tokens has without its stop words, and how many chunks it takes to say otherwise. */
    final class Prior {
        private static final double TERMS = 110;
        private static final double CHUNKS = 32;

        private Prior() {}
    }
}
