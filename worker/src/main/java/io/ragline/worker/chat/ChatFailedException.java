package io.ragline.worker.chat;

import io.ragline.model.TokenUsage;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.ServiceFailure;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model gave no answer; the message says why, for people, and never holds a key. */
public final class ChatFailedException extends RuntimeException implements ServiceFailure {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Duration retryAfter;
    private final transient TokenUsage spent;

    /** Why there is no answer. */
    public enum Reason {
        /** It asks for patience, or the calls that it allows are used up. */
        RATE_LIMITED(true),
        /** It can't be reached, is overloaded or broken. */
        UNAVAILABLE(true),
        /** It took too long. */
        TIMED_OUT(true),
        /** It failed time and again and is left alone for a while. */
        LEFT_ALONE(true),
        /** It does not accept the key. */
        KEY_REFUSED(false),
        /** It does not know such a model, or can't do what it was asked for. */
        REQUEST_REFUSED(false),
        /** The prompt is longer than it takes. */
        CONTEXT_OVERFLOW(false),
        /** Its provider's rules forbid the question or the answer. */
        CONTENT_FILTERED(false),
        /** It said nothing. */
        EMPTY_ANSWER(true);

        private final boolean mayPass;

        Reason(boolean mayPass) {
            this.mayPass = mayPass;
        }

        /** Whether another try makes sense. */
        public boolean mayPass() {
            return mayPass;
        }
    }

    /** @param retryAfter how long the other side asked to be left alone; null if it didn't */
    public ChatFailedException(
            Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(reason, message, retryAfter, TokenUsage.NONE, cause);
    }

    private ChatFailedException(
            Reason reason, String message, @Nullable Duration retryAfter, TokenUsage spent, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
        this.retryAfter = retryAfter;
        this.spent = spent;
    }

    /** This, after so much was spent on it in all. */
    public ChatFailedException having(TokenUsage spentInAll) {
        return spentInAll.equals(spent)
                ? this
                : new ChatFailedException(reason, String.valueOf(getMessage()), retryAfter, spentInAll, this);
    }

    /** What models read and wrote before they failed. */
    public TokenUsage spent() {
        return spent;
    }

    /** Of a model's server. */
    public static ChatFailedException of(String model, CallFailedException failed) {
        return new ChatFailedException(
                Reason.valueOf(failed.reason().name()),
                message(model, String.valueOf(failed.getMessage())),
                failed.retryAfter(),
                failed.getCause());
    }

    /** What people are told. */
    public static String message(String model, String why) {
        return "The model '%s' gave no answer: %s.".formatted(model, why);
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public boolean mayPass() {
        return reason.mayPass();
    }

    @Override
    public boolean isTrouble() {
        return CallFailedException.Reason.valueOf(reason.name()).isTrouble();
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
