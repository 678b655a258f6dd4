package io.ragline.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something went wrong in a way that a person or a program can act on: a stable code and a sentence that says what to do. */
public class RaglineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable Duration retryAfter;

    public RaglineException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    public RaglineException(ErrorCode code, String detail, @Nullable Throwable cause) {
        this(code, detail, null, cause);
    }

    /** @param retryAfter how long whoever refused asked to be left alone; null if it didn't say */
    public RaglineException(ErrorCode code, String detail, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(Objects.requireNonNull(detail), cause);
        this.code = Objects.requireNonNull(code);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before another try makes sense, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public ErrorCode code() {
        return code;
    }

    /** What happened and what to do, in a sentence fit for the caller. */
    public String detail() {
        return Objects.requireNonNull(getMessage());
    }
}
