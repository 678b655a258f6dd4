package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question's job with, once it has succeeded, the answer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QueryResult(
        @Nullable String jobId,
        @Nullable String status,
        @Nullable Answer result,
        @Nullable JobError error) {

    public JobState state() {
        return JobState.of(status);
    }

    /**
     * The answer's text and where it comes from.
     *
     * @param truncated whether its end is missing, as it was as long as was allowed
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Answer(
            @Nullable String answer,
            boolean truncated,
            @Nullable String model,
            @Nullable List<Citation> citations) {

        public Answer {
            citations = citations == null ? List.of() : List.copyOf(citations);
        }
    }

    /**
     * Where a sentence of the answer comes from.
     *
     * @param page counted from 1
     * @param quote word for word from the document
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Citation(
            int n,
            @Nullable String filename,
            int page,
            @Nullable String quote) {}
}
