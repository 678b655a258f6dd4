package io.ragline.worker.lane;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides what becomes of a job whose attempt failed. What can't get better fails at once; the rest is tried again after
 * a time that doubles with each attempt, half of it random so that jobs that failed together don't
 * come back together, and not before the time that whoever refused asked for.
 */
final class RetryPolicy {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final int maxAttempts;
    private final RandomGenerator random;

    RetryPolicy(int maxAttempts, RandomGenerator random) {
        this.maxAttempts = maxAttempts;
        this.random = random;
    }

    /** What becomes of the job. */
    sealed interface Decision {}

    /** It fails for good. */
    record Fail(JobFailure failure) implements Decision {}

    /** It is tried again after {@code delay}. */
    record Retry(Duration delay, JobFailure why) implements Decision {}

    /** It waits for {@code delay}, and this was no try. */
    record PutOff(Duration delay, JobFailure why) implements Decision {}

    /** @param tries how many attempts there were that didn't end by the death of their worker, with the one that failed */
    Decision decide(Throwable error, int tries) {
        if (error instanceof NotNowException notNow) {
            return new PutOff(notNow.delay(), notNow.why());
        }
        JobFailure failure = failure(error);
        if (!failure.retryable() || tries >= maxAttempts) {
            return new Fail(failure);
        }
        return new Retry(atLeast(retryAfter(error), delay(tries)), failure);
    }

    /** How long whoever refused asked to be left alone; as long as the longest delay at most. */
    private static Duration retryAfter(Throwable error) {
        Duration asked =
                error instanceof RaglineException known ? known.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        return asked.compareTo(LONGEST_DELAY) < 0 ? asked : LONGEST_DELAY;
    }

    private static Duration atLeast(Duration least, Duration delay) {
        return delay.compareTo(least) < 0 ? least : delay;
    }

    private static JobFailure failure(Throwable error) {
        if (error instanceof RaglineException known) {
            return JobFailure.of(known);
        }
        return new JobFailure(
                ErrorCode.INTERNAL_ERROR,
                "The worker could not do this job: %s. The worker's log says more under the job's id."
                        .formatted(error.getClass().getSimpleName()),
                true);
    }

    /** How long to wait after that many tries: between half and all of 2 s, 4 s, 8 s … up to 5 minutes. */
    Duration delay(int tries) {
        long longest = Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(tries - 1, 20));
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
