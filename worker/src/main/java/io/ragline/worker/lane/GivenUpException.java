package io.ragline.worker.lane;

import io.ragline.model.JobFailure;

/** Trying again is of no use, whatever the code usually means: the job fails at once. */
public class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobFailure failure;

    public GivenUpException(JobFailure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    JobFailure failure() {
        return failure;
    }
}
