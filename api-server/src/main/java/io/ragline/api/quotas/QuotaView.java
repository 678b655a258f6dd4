package io.ragline.api.quotas;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Limits, and what of them is used. A limit that is absent is none. */
public record QuotaView(
        @JsonInclude(JsonInclude.Include.NON_NULL) QuotaBody limits, Used used) {

    /**
     * What is used.
     *
     * @param requestsPerMinute how many of the requests that may be made at once are missing just now
     * @param uploadsPerDay how many of the uploads that may be made at once are missing just now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Used(
            @Schema(
                    description =
                            "How many of the requests that may be made at once are missing just now; only where there is a limit")
            @Nullable
            Long requestsPerMinute,

            @Schema(
                    description =
                            "How many of the uploads that may be made at once are missing just now; only where there is a limit")
            @Nullable
            Long uploadsPerDay,

            long storedBytes,
            long documents,
            long questionsInFlight) {}
}
