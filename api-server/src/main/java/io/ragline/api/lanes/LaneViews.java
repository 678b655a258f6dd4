package io.ragline.api.lanes;

import io.ragline.catalog.JobRepository;
import io.ragline.catalog.PausedLanes;
import io.ragline.job.JobQueue;
import io.ragline.model.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** Puts what PostgreSQL and the queue know of lanes together. */
@ApplicationScoped
class LaneViews {
    private static final Logger LOG = Logger.getLogger(LaneViews.class);

    private final JobRepository jobs;
    private final PausedLanes paused;
    private final JobQueue queue;

    LaneViews(JobRepository jobs, PausedLanes paused, JobQueue queue) {
        this.jobs = jobs;
        this.paused = paused;
        this.queue = queue;
    }

    /** What waits in a lane, and for how long the oldest has. */
    private record Waiting(long count, @Nullable Long oldestSeconds) {}

    LaneView of(Lane lane) {
        return of(new Lane[] {lane}).getFirst();
    }

    List<LaneView> of(Lane[] lanes) {
        Set<Lane> pausedNow = paused.all();
        Map<String, Long> running = jobs.countRunning();
        Map<Lane, Waiting> waiting = waiting(lanes);
        return Stream.of(lanes)
                .map(lane -> {
                    Waiting queued = waiting.get(lane);
                    return new LaneView(
                            lane.id(),
                            pausedNow.contains(lane),
                            queued == null ? null : queued.count(),
                            queued == null ? null : queued.oldestSeconds(),
                            running.getOrDefault(lane.id(), 0L));
                })
                .toList();
    }

    /** Empty while Redis does not answer: pausing a lane must do without it. */
    private Map<Lane, Waiting> waiting(Lane[] lanes) {
        Map<Lane, Waiting> waiting = new EnumMap<>(Lane.class);
        try {
            for (Lane lane : lanes) {
                Long oldest = queue.oldestWait(lane).map(Duration::toSeconds).orElse(null);
                waiting.put(lane, new Waiting(queue.waiting(lane), oldest));
            }
        } catch (StorageException e) {
            LOG.debugf(e, "What waits is not known: Redis does not answer");
        }
        return waiting;
    }
}
