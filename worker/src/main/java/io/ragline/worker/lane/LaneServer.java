package io.ragline.worker.lane;

import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.tasks.steward.OnboardNewWorkTask;
import org.jobrunr.utils.mapper.JsonMapper;

/** The job server of one lane: started, woken when a job becomes ready, supervised, drained. */
public final class LaneServer {
    private static final Logger LOG = Logger.getLogger(LaneServer.class);
    /** A server that missed this many polls is taken for dead by the others. */
    private static final int MISSED_POLLS = 4;

    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final LaneSpec spec;
    private final ClaimGate gate;
    private final BackgroundJobServer server;
    private final OnboardNewWorkTask onboarding;
    private final WakeUps wakeUps;
    private volatile boolean stopping;

    /**
     * @param activator gives the handler of a job
     * @param mayClaim asked before each claim
     * @param countDeath told of each job whose worker died while it ran it
     */
    public LaneServer(
            LaneSpec spec,
            RedisStorageProvider storage,
            JsonMapper json,
            JobActivator activator,
            WorkerConfig config,
            BooleanSupplier mayClaim,
            Consumer<UUID> countDeath) {
        this.spec = spec;
        this.gate = new ClaimGate(storage.lane(spec.lane().id(), spec.workers()), mayClaim);
        ToldOnce.install();
        this.server = new BackgroundJobServer(gate, json, activator, configuration(spec, config));
        this.server.setJobFilters(List.of(new JobOutcomeFilter(Clock.systemUTC(), countDeath)));
        this.onboarding = new OnboardNewWorkTask(server);
        this.wakeUps = new WakeUps(spec.lane().id(), this::lookForWork);
    }

    private static BackgroundJobServerConfiguration configuration(LaneSpec spec, WorkerConfig config) {
        return BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andId(UUID.randomUUID())
                .andName("%s lane, process %d"
                        .formatted(spec.lane().id(), ProcessHandle.current().pid()))
                .andWorkerCount(spec.workers())
                .andPollInterval(config.pollInterval())
                .andServerTimeoutPollIntervalMultiplicand(MISSED_POLLS)
                .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(LAST_WORD);
    }

    Lane lane() {
        return spec.lane();
    }

    /** Starts; it takes jobs once JobRunr has announced it. */
    public void start() {
        server.start();
    }

    /** Has the lane look for work soon; returns at once. */
    public void wake() {
        wakeUps.wake();
    }

    private void lookForWork() {
        if (server.isRunning() && !server.isNotReadyToProcessJobs()) {
            onboarding.runTaskThreadSafe();
        }
    }

    /** Starts the server again if it has stopped by itself, as JobRunr's do after some storage errors. */
    void supervise() {
        if (!stopping && !isAlive()) {
            LOG.warnf(
                    "The job server of lane %s has stopped by itself; it is started again",
                    spec.lane().id());
            server.start();
        }
    }

    /** Whether the server runs. */
    boolean isAlive() {
        return server.isRunning();
    }

    /** Takes no new jobs from now on. */
    void shut() {
        stopping = true;
        gate.shut();
    }

    /** Whether no job is running here. */
    boolean isIdle() {
        return server.getJobSteward().getOccupiedWorkerCount() == 0;
    }

    /** Stops for good; jobs that still run are interrupted and go back to the queue. */
    public void stop(Instant deadline) {
        if (!isIdle()) {
            LOG.warnf(
                    "Jobs of lane %s still ran at %s; they go back to the queue",
                    spec.lane().id(), deadline);
        }
        server.stop();
        wakeUps.close();
    }
}
