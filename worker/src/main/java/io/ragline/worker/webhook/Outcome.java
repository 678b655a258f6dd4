package io.ragline.worker.webhook;

import io.ragline.model.RaglineException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of posting a message. */
sealed interface Outcome {

    /**
     * The receiver answered.
     *
     * @param body the beginning of the answer
     * @param retryAfter how long it asked to be left alone
     */
    record Answered(int status, String body, @Nullable Duration retryAfter) implements Outcome {}

    /** It sent us to where we don't go. */
    record Misdirected(int status, String why) implements Outcome {}

    /** There was no answer. */
    record Unreachable(String why) implements Outcome {}

    /** It may not be connected to. */
    record Refused(RaglineException why) implements Outcome {}
}
