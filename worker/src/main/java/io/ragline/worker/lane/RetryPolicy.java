package io.ragline.worker.lane;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides what becomes of a job whose attempt failed. What can't get better fails at once; the rest is tried again after
 * a time that grows with each attempt ({@link RetryTimes}), half of it random so that jobs that failed together don't
 * come back together, and not before the time that whoever refused asked for.
 */
final class RetryPolicy {
    private final RetryTimes times;
    private final RandomGenerator random;

    RetryPolicy(int maxAttempts, RandomGenerator random) {
        this(RetryTimes.standard(maxAttempts), random);
    }

    RetryPolicy(RetryTimes times, RandomGenerator random) {
        this.times = times;
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
        if (error instanceof GivenUpException givenUp) {
            return new Fail(givenUp.failure());
        }
        JobFailure failure = failure(error);
        if (!failure.retryable() || tries >= times.maxAttempts()) {
            return new Fail(failure);
        }
        return new Retry(atLeast(retryAfter(error), delay(tries)), failure);
    }

    /** How long whoever refused asked to be left alone; as long as the longest delay at most. */
    private Duration retryAfter(Throwable error) {
        Duration asked =
                error instanceof RaglineException known ? known.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        return asked.compareTo(times.longest()) < 0 ? asked : times.longest();
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
                "The worker could not do this job. Its log says why, under the job's id.",
                true);
    }

    /** How long to wait after that many tries: between half and all of what {@link RetryTimes} says. */
    Duration delay(int tries) {
        long longest = times.after(tries).toMillis();
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
