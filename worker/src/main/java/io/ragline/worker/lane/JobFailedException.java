package io.ragline.worker.lane;

import io.ragline.model.JobFailure;

/** The job has failed for good, and PostgreSQL has the reason. */
final class JobFailedException extends RunEndedException {
    private static final long serialVersionUID = 1L;

    JobFailedException(JobFailure failure, Throwable cause) {
        super(failure.code() + ": " + failure.detail(), cause);
    }
}
