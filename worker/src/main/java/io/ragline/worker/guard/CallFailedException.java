package io.ragline.worker.guard;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service gave no answer. The message says why, for people, as what comes behind <q>it gave no answer:</q>, and never holds a key.
 */
public final class CallFailedException extends RuntimeException implements ServiceFailure {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    /** Why there is no answer. */
    public enum Reason {
        /** It asks for patience, or the calls that it allows are used up. */
        RATE_LIMITED(true, false),
        /** It can't be reached, is overloaded or broken. */
        UNAVAILABLE(true, true),
        /** It took too long. */
        TIMED_OUT(true, true),
        /** It failed time and again and is left alone for a while. */
        LEFT_ALONE(true, false),
        /** It does not accept the key. */
        KEY_REFUSED(false, false),
        /** It can't do what it was asked for. */
        REQUEST_REFUSED(false, false),
        /** It was given more than it takes. */
        CONTEXT_OVERFLOW(false, false),
        /** Its rules forbid the question or the answer. */
        CONTENT_FILTERED(false, false),
        /** It said nothing. */
        EMPTY_ANSWER(true, true);

        private final boolean mayPass;
        private final boolean trouble;

        Reason(boolean mayPass, boolean trouble) {
            this.mayPass = mayPass;
            this.trouble = trouble;
        }

        /** Whether the service as a whole is to blame. */
        public boolean isTrouble() {
            return trouble;
        }
    }

    /** @param retryAfter how long the other side asked to be left alone; null if it didn't */
    public CallFailedException(
            Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public boolean mayPass() {
        return reason.mayPass;
    }

    @Override
    public boolean isTrouble() {
        return reason.trouble;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
