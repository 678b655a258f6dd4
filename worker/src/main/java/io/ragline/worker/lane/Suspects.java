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
 *
 * <p>The turn is taken before the attempt begins. A job that had begun, and was only on its way back because it is not its
 * turn, would count as killed by the one whose turn it is.
 */
final class Suspects {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final int maxDeaths;
    private final RandomGenerator random;
    private final Semaphore free = new Semaphore(1);

    Suspects(int maxDeaths, RandomGenerator random) {
        this.maxDeaths = maxDeaths;
        this.random = random;
    }

    /** A turn for one run, not taken yet. */
    Turn turn() {
        return new Turn();
    }

    /** @throws RaglineException {@code POISONED} if the job's workers died too often */
    void refusePoison(int deaths) {
        if (deaths >= maxDeaths) {
            throw new RaglineException(
                    ErrorCode.POISONED,
                    "%d workers died while they did this job, so it is not tried again. Look into the document, then retry the job."
                            .formatted(deaths));
        }
    }

    private boolean isLastChance(int deaths) {
        return deaths > 0 && deaths == maxDeaths - 1;
    }

    /** The right to run here; only suspects have to share it. */
    final class Turn implements AutoCloseable {
        private boolean taken;

        /**
         * Takes the turn for a job after that many deaths.
         *
         * @throws NotNowException if another suspect is running here
         */
        void take(int deaths) {
            if (!isLastChance(deaths)) {
                return;
            }
            if (!free.tryAcquire()) {
                throw new NotNowException(
                        new JobFailure(
                                ErrorCode.INTERNAL_ERROR,
                                "Workers died while this job ran; it waits until another such job is done",
                                true),
                        WAIT.plusMillis(random.nextLong(WAIT.toMillis())));
            }
            taken = true;
        }

        @Override
        public void close() {
            if (taken) {
                taken = false;
                free.release();
            }
        }
    }
}
