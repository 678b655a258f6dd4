package io.ragline.worker.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an exception tells a {@link Guard} about the service that was called. */
public interface ServiceFailure {

    /** Whether another try makes sense. */
    boolean mayPass();

    /** Whether the service as a whole is to blame, not what it was asked. Enough of these, and it is left alone for a while. */
    default boolean isTrouble() {
        return mayPass();
    }

    /** How long the other side asked to be left alone; null if it didn't. */
    default @Nullable Duration retryAfter() {
        return null;
    }
}
