package io.ragline.worker.webhook;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an outcome means for the delivery. */
sealed interface Verdict {

    /** The receiver has it. */
    record Delivered() implements Verdict {}

    /** It is to be tried again, not before {@code after} if that is given. */
    record Again(String why, @Nullable Duration after) implements Verdict {}

    /** Trying again is of no use. */
    record GiveUp(JobFailure failure) implements Verdict {}

    static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> of(answered);
            case Outcome.Misdirected misdirected -> giveUp(misdirected.why());
            case Outcome.Unreachable unreachable -> new Again(unreachable.why(), null);
            case Outcome.Refused refused -> new GiveUp(JobFailure.of(refused.why()));
        };
    }

    private static Verdict of(Outcome.Answered answered) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            return new Delivered();
        }
        return switch (status) {
            case 408, 409, 425 -> again(status, null);
            case 429, 503 -> again(status, answered.retryAfter());
            case 410 -> giveUp("The receiver answered 410: it wants to be told nothing more.");
            default ->
                status >= 500
                        ? again(status, null)
                        : giveUp("The receiver answered %d, which trying again does not change.".formatted(status));
        };
    }

    private static Verdict again(int status, @Nullable Duration after) {
        return new Again("The receiver answered %d.".formatted(status), after);
    }

    private static Verdict giveUp(String why) {
        return new GiveUp(new JobFailure(ErrorCode.WEBHOOK_FAILED, why, false));
    }

    /** What is wrong, in words; null if nothing is. */
    default @Nullable String error() {
        return switch (this) {
            case Delivered delivered -> null;
            case Again again -> again.why();
            case GiveUp giveUp -> giveUp.failure().detail();
        };
    }
}
