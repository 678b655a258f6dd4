package io.ragline.worker.vision;

import io.ragline.worker.guard.ServiceFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A picture was not described; the message says why, for people, and holds nothing that the other side sent. */
public final class NotDescribedException extends RuntimeException implements ServiceFailure {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;
    private final @Nullable Duration retryAfter;

    /**
     * @param mayPass whether another try makes sense
     * @param retryAfter how long the other side asked to be left alone; null if it didn't
     */
    public NotDescribedException(
            String message, boolean mayPass, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.mayPass = mayPass;
        this.retryAfter = retryAfter;
    }

    /** One that will not pass. */
    public NotDescribedException(String message, @Nullable Throwable cause) {
        this(message, false, null, cause);
    }

    @Override
    public boolean mayPass() {
        return mayPass;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
