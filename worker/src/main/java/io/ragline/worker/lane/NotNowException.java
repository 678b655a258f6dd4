package io.ragline.worker.lane;

import io.ragline.model.JobFailure;
import java.time.Duration;

/** The job can't be done just now through no fault of its own: it is put off, and this does not count as a try. */
public class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobFailure why;
    private final Duration delay;

    public NotNowException(JobFailure why, Duration delay) {
        super(why.detail());
        this.why = why;
        this.delay = delay;
    }

    JobFailure why() {
        return why;
    }

    /** How long it is put off. */
    public Duration delay() {
        return delay;
    }
}
