package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** A job and how far it has come. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Job(
        String jobId,
        @Nullable String status,
        @Nullable Progress progress,
        @Nullable JobError error,
        @Nullable String documentId,
        @Nullable String batchId) {

    /**
     * How far a running job is.
     *
     * @param stage what it is doing, such as {@code embed}
     * @param percent of the whole job
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Progress(@Nullable String stage, int done, int total, int percent) {}

    public JobState state() {
        return JobState.of(status);
    }
}
