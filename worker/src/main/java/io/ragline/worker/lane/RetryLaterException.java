package io.ragline.worker.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The job is to be tried again after a while. PostgreSQL has it as queued already, where it could be reached. */
final class RetryLaterException extends RunEndedException {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    RetryLaterException(Duration delay, String why, @Nullable Throwable cause) {
        super(why, cause);
        this.delay = delay;
    }

    Duration delay() {
        return delay;
    }
}
