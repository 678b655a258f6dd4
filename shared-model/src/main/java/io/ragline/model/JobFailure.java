package io.ragline.model;

import java.util.Objects;

/**
 * Why a job ended as failed.
 *
 * @param code what went wrong, for programs
 * @param detail what went wrong and what to do, for people
 * @param retryable whether the same job may succeed when tried again
 */
public record JobFailure(ErrorCode code, String detail, boolean retryable) {
    public JobFailure {
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }

    public static JobFailure of(RaglineException e) {
        return new JobFailure(e.code(), e.detail(), e.code().retryable());
    }
}
