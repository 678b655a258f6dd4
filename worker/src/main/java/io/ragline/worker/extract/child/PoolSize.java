package io.ragline.worker.extract.child;

import java.time.Duration;

/**
 * How many children there may be.
 *
 * @param max at the same time; as many documents are read at once, others wait
 * @param warm that are always there, started ahead and replaced when they end, so that a document need not wait for one
 * @param idleTime after which one beyond those goes when there is nothing to read
 * @param documentsPerChild after which a child is replaced, so that nothing can pile up in it
 */
public record PoolSize(int max, int warm, Duration idleTime, int documentsPerChild) {
    public PoolSize {
        if (max < 1 || warm < 0 || warm > max || documentsPerChild < 1 || !idleTime.isPositive()) {
            throw new IllegalArgumentException(
                    "No pool can have at most %d children, %d of them always, others for %s, and %d documents each"
                            .formatted(max, warm, idleTime, documentsPerChild));
        }
    }

    /** None but those that are needed, kept for ten minutes. */
    public static PoolSize onDemand(int max) {
        return new PoolSize(max, 0, Duration.ofMinutes(10), 100);
    }

    /** One child always, others for ten minutes, each for a hundred documents. */
    public static PoolSize ofMax(int max) {
        return new PoolSize(max, 1, Duration.ofMinutes(10), 100);
    }
}
