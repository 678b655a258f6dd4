package io.ragline.cli.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The API refused, or did not answer. The message is for the person at the terminal. */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;
    private final String code;
    private final transient Optional<Duration> retryAfter;
    private final transient List<UploadReceipt.Rejected> rejected;

    /**
     * @param detail what happened, without the code
     * @param status of the HTTP response; 0 when there was none
     * @param code the API's stable code; empty when it gave none
     * @param retryAfter how long the API asks to wait
     * @param rejected the files of an upload of which none was accepted
     */
    ApiException(
            String message,
            String detail,
            int status,
            String code,
            Optional<Duration> retryAfter,
            List<UploadReceipt.Rejected> rejected) {
        super(message);
        this.detail = detail;
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
        this.rejected = List.copyOf(rejected);
    }

    static ApiException unreachable(String message) {
        return new ApiException(message, message, 0, "", Optional.empty(), List.of());
    }

    /** What happened, without code and request. */
    public String detail() {
        return detail;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public List<UploadReceipt.Rejected> rejected() {
        return rejected;
    }

    /** Whether there was no answer. */
    public boolean isUnreachable() {
        return status == 0;
    }

    /** Whether the API wants another key than it was given. */
    public boolean isUnauthorized() {
        return status == 401 || status == 403;
    }

    /** Whether the API could not be reached or was busy, so that asking again may help. */
    public boolean isPassing() {
        return isUnreachable() || isBusy() || status >= 502 && status <= 504 || code.equals("IDEMPOTENCY_KEY_IN_USE");
    }

    /** Whether the API takes nothing more for the time being. */
    public boolean isBusy() {
        return status == 429;
    }
}
