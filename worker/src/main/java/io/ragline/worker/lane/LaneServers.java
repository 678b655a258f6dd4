package io.ragline.worker.lane;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.AttemptRepository;
import io.ragline.jobrunr.redis.ReadyJobsSubscription;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jobrunr.server.JobActivator;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * The job servers of this process: starts one for each configured lane, wakes it when a job becomes ready, starts it again
 * when it has stopped by itself, and drains it when the process is asked to stop.
 */
@ApplicationScoped
public class LaneServers {
    private static final Logger LOG = Logger.getLogger(LaneServers.class);
    private static final long SUPERVISE_EVERY_MS = 1_000;
    /** How long jobs that are asked to stop may take; then their threads are interrupted. */
    private static final Duration HAND_BACK = Duration.ofSeconds(3);

    private static final long DRAIN_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final WorkerConfig config;
    private final RedisStorageProvider storage;
    private final JsonMapper json;
    private final Instance<Object> beans;
    private final DatabaseWatch database;
    private final AttemptRepository attempts;
    private final PausedLanesWatch paused;
    private final RunningJobs running;
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lane-supervisor").factory());
    private List<LaneServer> servers = List.of();
    private @Nullable ReadyJobsSubscription subscription;

    LaneServers(
            WorkerConfig config,
            RedisStorageProvider storage,
            JsonMapper json,
            Instance<Object> beans,
            DatabaseWatch database,
            AttemptRepository attempts,
            PausedLanesWatch paused,
            RunningJobs running) {
        this.config = config;
        this.storage = storage;
        this.json = json;
        this.beans = beans;
        this.database = database;
        this.attempts = attempts;
        this.paused = paused;
        this.running = running;
    }

    void start(@Observes StartupEvent event) {
        List<LaneSpec> specs = LaneSpec.parse(config.lanes());
        JobActivator activator = this::bean;
        servers = specs.stream()
                .map(spec -> new LaneServer(
                        spec, storage, json, activator, config, () -> mayClaim(spec.lane()), attempts::countDeath))
                .toList();
        servers.forEach(LaneServer::start);
        subscription = storage.subscribeToReadyJobs(servers.stream()
                .collect(Collectors.toMap(server -> server.lane().id(), server -> server::wake)));
        supervisor.scheduleWithFixedDelay(
                this::supervise, SUPERVISE_EVERY_MS, SUPERVISE_EVERY_MS, TimeUnit.MILLISECONDS);
        LOG.infof("Serving lanes %s", config.lanes());
    }

    private boolean mayClaim(Lane lane) {
        return database.answers() && !paused.isPaused(lane);
    }

    private <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    private void supervise() {
        for (LaneServer server : servers) {
            try {
                server.supervise();
            } catch (RuntimeException e) {
                LOG.warnf(
                        e,
                        "The job server of lane %s did not start; it is tried again",
                        server.lane().id());
            }
        }
    }

    /** Which lanes of this process take jobs. */
    Map<String, Boolean> health() {
        return servers.stream().collect(Collectors.toMap(server -> server.lane().id(), LaneServer::isAlive));
    }

    void stop(@Observes ShutdownEvent event) {
        supervisor.shutdownNow();
        servers.forEach(LaneServer::shut);
        if (subscription != null) {
            subscription.close();
        }
        Instant deadline = Instant.now().plus(config.drain());
        awaitIdle(deadline);
        running.stopAll();
        awaitIdle(Instant.now().plus(HAND_BACK));
        servers.parallelStream().forEach(server -> server.stop(deadline));
        LOG.info("All lanes have stopped");
    }

    private void awaitIdle(Instant until) {
        while (Instant.now().isBefore(until) && !servers.stream().allMatch(LaneServer::isIdle)) {
            LockSupport.parkNanos(DRAIN_LOOK_NANOS);
        }
    }
}
