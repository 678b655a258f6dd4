package io.ragline.worker.extract.child;

import java.time.Duration;

/**
 * How many children there may be.
 *
 * @param max at the same time; as many documents are read at once, others wait
 * @param warm kept for the next document when there is none to read
 * @param idleTime after which a kept one goes too
 * @param documentsPerChild after which a child is replaced, so that nothing can pile up in it
 */
public record PoolSize(int max, int warm, Duration idleTime, int documentsPerChild) {
    public PoolSize {
        if (max < 1 || warm < 0 || warm > max || documentsPerChild < 1 || !idleTime.isPositive()) {
            throw new IllegalArgumentException(
                    "No pool can have at most %d children, %d of them kept for %s and %d documents each"
                            .formatted(max, warm, idleTime, documentsPerChild));
        }
    }

    /** One child kept for ten minutes, each for a hundred documents. */
    public static PoolSize ofMax(int max) {
        return new PoolSize(max, 1, Duration.ofMinutes(10), 100);
    }
}
