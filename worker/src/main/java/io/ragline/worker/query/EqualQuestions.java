package io.ragline.worker.query;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.worker.lane.NotNowException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When a question comes back whose answer another job is just working out. */
final class EqualQuestions {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final JobFailure WHY = new JobFailure(
            ErrorCode.ANSWER_IN_PROGRESS,
            "The same question is being answered already; this one gets its answer",
            true);

    private EqualQuestions() {}

    /**
     * Soon, and later the longer it has waited already: most answers are there within seconds, and many questions that come back every
     * second cost those time that could be answered.
     */
    static NotNowException putOff(Instant queuedAt, Instant now) {
        Duration half = Duration.between(queuedAt, now).dividedBy(2);
        Duration delay = half.compareTo(SHORTEST) < 0 ? SHORTEST : half.compareTo(LONGEST) > 0 ? LONGEST : half;
        long spread = ThreadLocalRandom.current().nextLong(delay.toMillis() / 4);
        return new NotNowException(WHY, delay.plusMillis(spread));
    }
}
