package io.ragline.worker.lane;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Jobs whose workers died while they ran. One of them may have killed its worker, the others only ran beside it. So a job
 * with one chance left runs in a process beside no other such job: if the worker dies again, it was that one.
 */
final class Suspects {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final int maxDeaths;
    private final RandomGenerator random;
    private final Semaphore turn = new Semaphore(1);

    Suspects(int maxDeaths, RandomGenerator random) {
        this.maxDeaths = maxDeaths;
        this.random = random;
    }

    /** What runs while the job has its turn. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /**
     * Runs the work of a job after that many deaths.
     *
     * @throws RaglineException {@code POISONED} if its workers died too often
     * @throws NotNowException if another suspect is running here
     */
    void run(int deaths, Work work) throws Exception {
        if (deaths >= maxDeaths) {
            throw new RaglineException(
                    ErrorCode.POISONED,
                    "%d workers died while they did this job, so it is not tried again. Look into the document, then retry the job."
                            .formatted(deaths));
        }
        if (deaths == 0 || deaths < maxDeaths - 1) {
            work.run();
        } else {
            runAlone(work);
        }
    }

    private void runAlone(Work work) throws Exception {
        if (!turn.tryAcquire()) {
            throw new NotNowException(
                    new JobFailure(
                            ErrorCode.INTERNAL_ERROR,
                            "Workers died while this job ran; it waits until another such job is done",
                            true),
                    WAIT.plusMillis(random.nextLong(WAIT.toMillis())));
        }
        try {
            work.run();
        } finally {
            turn.release();
        }
    }
}
