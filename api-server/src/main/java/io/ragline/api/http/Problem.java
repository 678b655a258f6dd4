package io.ragline.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.model.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as a problem document (RFC 9457).
 *
 * @param title the kind of error in a few words
 * @param status of the response
 * @param detail what happened and what to do
 * @param code stable, for programs
 * @param retryable whether the same request may succeed later
 * @param requestId to look for in the logs
 * @param errors what is wrong with which field
 * @param rejected the files of an upload that were not accepted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String title,
        int status,
        String detail,
        ErrorCode code,
        boolean retryable,
        String requestId,
        List<FieldError> errors,
        List<RejectedFile> rejected) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** What is wrong with one field of a request. */
    public record FieldError(String field, String detail) {}

    /** A file that was not accepted, and why. */
    public record RejectedFile(String filename, ErrorCode code, String detail) {}

    /** Without fields or files. */
    public static Problem of(ErrorCode code, String detail, @Nullable String requestId) {
        return new Problem(
                HttpStatus.title(code),
                HttpStatus.of(code),
                detail,
                code,
                code.retryable(),
                requestId == null ? "" : requestId,
                List.of(),
                List.of());
    }

    Problem withErrors(List<FieldError> fieldErrors) {
        return new Problem(title, status, detail, code, retryable, requestId, fieldErrors, rejected);
    }

    Problem withRejected(List<RejectedFile> files) {
        return new Problem(title, status, detail, code, retryable, requestId, errors, files);
    }
}
