package io.ragline.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something went wrong in a way that a person or a program can act on: a stable code and a sentence that says what to do. */
public class RaglineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public RaglineException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    public RaglineException(ErrorCode code, String detail, @Nullable Throwable cause) {
        super(Objects.requireNonNull(detail), cause);
        this.code = Objects.requireNonNull(code);
    }

    public ErrorCode code() {
        return code;
    }

    /** What happened and what to do, in a sentence fit for the caller. */
    public String detail() {
        return Objects.requireNonNull(getMessage());
    }
}
