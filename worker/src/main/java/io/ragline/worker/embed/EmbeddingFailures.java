package io.ragline.worker.embed;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.ProviderBudget;
import io.ragline.worker.lane.NotNowException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a job whose texts could not be embedded. */
public final class EmbeddingFailures {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private EmbeddingFailures() {}

    /** Put off, without counting as a try, while the model asks for patience or is left alone; else tried again or failed. */
    public static RuntimeException of(String model, CallFailedException failed) {
        String why = "The embedding model '%s' gave no answer: %s.".formatted(model, failed.getMessage());
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
