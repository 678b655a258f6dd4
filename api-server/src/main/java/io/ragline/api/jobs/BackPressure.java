package io.ragline.api.jobs;

import io.ragline.job.JobQueue;
import io.ragline.job.RedisMemory;
import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.ragline.model.Lane;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses new work of a lane that has more than it can carry, while other lanes go on. Looks at the queue a few times a
 * second at most, so a burst may go beyond a limit by what comes in between two looks.
 */
@ApplicationScoped
public class BackPressure {
    private static final Logger LOG = Logger.getLogger(BackPressure.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final JobQueue queue;
    private final RedisMemory memory;
    private final LimitsConfig config;
    private final Map<Lane, Reading> readings = new ConcurrentHashMap<>();

    BackPressure(JobQueue queue, RedisMemory memory, LimitsConfig config) {
        this.queue = queue;
        this.memory = memory;
        this.config = config;
    }

    /** @param why the lane takes no new work; null if it does */
    private record Reading(long atNanos, @Nullable String why) {
        static final Reading NEVER = new Reading(System.nanoTime() - LOOK_EVERY.toNanos(), null);

        boolean isFresh() {
            return System.nanoTime() - atNanos < LOOK_EVERY.toNanos();
        }
    }

    /**
     * Goes on if the lane takes new work.
     *
     * @throws RaglineException {@code QUEUE_FULL}, with the time after which to try again
     */
    public void check(Lane lane) {
        Reading last = readings.getOrDefault(lane, Reading.NEVER);
        if (!last.isFresh()) {
            last = new Reading(System.nanoTime(), look(lane));
            readings.put(lane, last);
        }
        if (last.why() != null) {
            throw new RaglineException(
                    ErrorCode.QUEUE_FULL,
                    "%s Nothing was accepted; try again later.".formatted(last.why()),
                    config.retryAfter(),
                    null);
        }
    }

    private @Nullable String look(Lane lane) {
        LimitsConfig.LaneLimits limits = config.of(lane);
        try {
            long waiting = queue.waiting(lane);
            if (waiting >= limits.maxWaiting()) {
                return "%,d jobs wait in lane %s, the limit is %,d.".formatted(waiting, lane.id(), limits.maxWaiting());
            }
            Optional<Duration> oldest = limits.maxAge().isEmpty() ? Optional.empty() : queue.oldestWait(lane);
            if (oldest.isPresent() && oldest.get().compareTo(limits.maxAge().get()) > 0) {
                return "The oldest job of lane %s has waited for %s, the limit is %s."
                        .formatted(
                                lane.id(),
                                Durations.inWords(oldest.get()),
                                Durations.inWords(limits.maxAge().get()));
            }
            double used = memory.used();
            return used < limits.maxMemory()
                    ? null
                    : "Redis uses %.0f %% of its memory, lane %s takes new work below %.0f %%."
                            .formatted(100 * used, lane.id(), 100 * limits.maxMemory());
        } catch (RuntimeException e) {
            // whether the queue takes the job shows when it is enqueued
            LOG.debugf(e, "How full lane %s is can't be told", lane.id());
            return null;
        }
    }
}
