package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code application/problem+json} (RFC 9457) as Ragline sends it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Problem(
        @Nullable String title,
        @Nullable String detail,
        @Nullable String code,
        @Nullable String requestId,
        @Nullable List<UploadReceipt.Rejected> rejected) {

    /** An answer that says nothing of itself. */
    static final Problem UNKNOWN = new Problem(null, null, null, null, null);

    ApiException toException(int status, Optional<Duration> retryAfter) {
        String bare = status == 413
                ? "It is larger than the server takes in one request."
                : "The API answered with HTTP " + status + ".";
        String what = firstText(detail, title, bare);
        String known = code == null ? "HTTP " + status : code;
        String request = requestId == null ? "" : ", request " + requestId;
        return new ApiException(
                "%s (%s%s)".formatted(what, known, request),
                what,
                status,
                code == null ? "" : code,
                retryAfter,
                rejected == null ? List.of() : rejected);
    }

    private static String firstText(@Nullable String first, @Nullable String second, String otherwise) {
        if (first != null && !first.isBlank()) {
            return first;
        }
        return second != null && !second.isBlank() ? second : otherwise;
    }
}
