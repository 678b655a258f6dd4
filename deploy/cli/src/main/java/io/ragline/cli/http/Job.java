package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A job and how far it has come.
 *
 * @param queuePosition from 1, an estimate, while it waits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Job(
        String jobId,
        @Nullable String status,
        @Nullable Progress progress,
        @Nullable JobError error,
        @Nullable String documentId,
        @Nullable String batchId,
        @Nullable Integer queuePosition) {

    /**
     * How far a running job is.
     *
     * @param stage what it is doing, such as {@code embed}
     * @param percent of the whole job
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Progress(@Nullable String stage, int done, int total, int percent) {}

    /** One of which nothing but its id is known. */
    public static Job unknown(String jobId) {
        return new Job(jobId, null, null, null, null, null, null);
    }

    public Job failedWith(JobError why) {
        return new Job(jobId, status, progress, why, documentId, batchId, queuePosition);
    }

    public JobState state() {
        return JobState.of(status);
    }
}
