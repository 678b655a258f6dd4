package io.ragline.cli.http;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that belong together.
 *
 * @param documents how many are to be worked on, when they were just accepted
 * @param percent of the jobs that have ended
 * @param counts of the jobs by status
 */
public record Batch(
        String batchId,
        int documents,
        int percent,
        @Nullable Map<String, Long> counts) {
    public Batch {
        Objects.requireNonNull(batchId);
    }

    /** Jobs that haven't ended. */
    public long open() {
        return count("queued") + count("running");
    }

    /** Jobs that ended badly. */
    public long failed() {
        return count("failed") + count("cancelled") + count("rejected");
    }

    private long count(String status) {
        return counts == null ? 0 : counts.getOrDefault(status, 0L);
    }
}
