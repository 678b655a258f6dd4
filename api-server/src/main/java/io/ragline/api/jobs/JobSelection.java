package io.ragline.api.jobs;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a request means, as it says it. What is left out does not narrow.
 *
 * @param status any of these
 * @param collection name of one that the job asks or changes
 * @param batchId the upload that brought it
 * @param code the error code that it failed with
 * @param quarantined {@code true} for those that failed because their workers died too often
 * @param since accepted at or after
 * @param until accepted before
 */
@Schema(name = "JobFilter")
public record JobSelection(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<String> status,

        @Nullable String lane,
        @Nullable String kind,
        @Nullable String collection,
        @Nullable String batchId,
        @Nullable String code,
        @Nullable Boolean quarantined,
        @Nullable String since,
        @Nullable String until) {

    /** Whether nothing narrows, so that all jobs are meant. */
    boolean narrowsNothing() {
        return (status == null || status.isEmpty())
                && Stream.of(lane, kind, collection, batchId, code, quarantined, since, until)
                        .allMatch(Objects::isNull);
    }
}
