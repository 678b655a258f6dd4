package io.ragline.worker.query;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.guard.ProviderBudget;
import io.ragline.worker.lane.NotNowException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a question whose model gives no answer. */
final class ChatFailures {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ChatFailures() {}

    /** Put off, without counting as a try, while the model as a whole is away or asks for patience; else tried again or failed. */
    static RuntimeException of(ChatFailedException failed) {
        String why = Objects.requireNonNull(failed.getMessage());
        return switch (failed.reason()) {
            case RATE_LIMITED, LEFT_ALONE ->
                new NotNowException(new JobFailure(ErrorCode.MODEL_UNAVAILABLE, why, true), delay(failed.retryAfter()));
            case UNAVAILABLE, TIMED_OUT, EMPTY_ANSWER ->
                new RaglineException(ErrorCode.MODEL_UNAVAILABLE, why, failed.retryAfter(), failed);
            case KEY_REFUSED, REQUEST_REFUSED -> new RaglineException(ErrorCode.MODEL_REFUSED, why, failed);
            case CONTEXT_OVERFLOW -> new RaglineException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, why, failed);
            case CONTENT_FILTERED -> new RaglineException(ErrorCode.CONTENT_FILTER, why, failed);
        };
    }

    private static Duration delay(@Nullable Duration asked) {
        Duration delay = Objects.requireNonNullElse(asked, PATIENCE);
        return delay.compareTo(ProviderBudget.LONGEST_PUT_OFF) < 0 ? delay : ProviderBudget.LONGEST_PUT_OFF;
    }
}
