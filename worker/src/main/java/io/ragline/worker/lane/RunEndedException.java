package io.ragline.worker.lane;

import org.jspecify.annotations.Nullable;

/** Tells JobRunr how a run ended other than well. {@link JobRuns} has recorded it and logged it. */
abstract sealed class RunEndedException extends Exception
        permits JobFailedException, RetryLaterException, HandedBackException, JobNotWantedException {
    private static final long serialVersionUID = 1L;

    RunEndedException(String how, @Nullable Throwable cause) {
        super(how, cause);
    }
}
