package io.ragline.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one job.
 *
 * @param job what lists show of it
 * @param queuePosition an estimate, from 1, of its place in its lane, while it waits
 * @param attempts first to last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobDetail(
        @JsonUnwrapped JobView job, @Nullable Long queuePosition, List<AttemptView> attempts, Timings timings) {

    /**
     * A start of the job and how it ended.
     *
     * @param number from 1
     * @param worker who ran it
     * @param endedAt absent while it runs, and until somebody notices that its worker has died
     * @param outcome {@code succeeded}, {@code failed}, {@code put-off}, {@code handed-back} (its worker stopped),
     *     {@code died} (its worker died), {@code cancelled} or {@code superseded} (another attempt took over)
     * @param stages milliseconds by stage, once it has ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttemptView(
            int number,
            String worker,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable AttemptError error,
            Map<String, Long> stages) {}

    /** Why an attempt failed. */
    public record AttemptError(String code, String detail) {}

    /**
     * Where the job's time went, in milliseconds.
     *
     * @param queuedMs from its acceptance to its first start, or until now
     * @param runningMs of all its attempts
     * @param stages of its last attempt
     */
    public record Timings(long queuedMs, long runningMs, Map<String, Long> stages) {}
}
