package io.ragline.bench.queue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.ragline.catalog.Ids;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.jobrunr.redis.AllowListedJacksonJsonMapper;
import io.ragline.jobrunr.redis.Placement;
import io.ragline.jobrunr.redis.ReadyJobsSubscription;
import io.ragline.jobrunr.redis.RedisStorageOptions;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.JobPriority;
import io.ragline.model.Lane;
import io.ragline.worker.lane.LaneServer;
import io.ragline.worker.lane.LaneSpec;
import io.ragline.worker.lane.WorkerConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Ragline's queue as the product runs it. */
final class RaglineQueue implements MeasuredQueue {
    private static final Lane LANE = Lane.MAINTENANCE;
    private static final Lane OTHER_LANE = Lane.INGEST;
    private static final String STORED = "stored";
    private static final int MOST_AT_ONCE = 10_000;

    private final JsonMapper json = new AllowListedJacksonJsonMapper(List.of(NoOp.class, NoOp.Handler.class));
    private final EndedJobs ended = new EndedJobs(i -> Ids.next(), List.of("lane:maintenance", "tenant:bench"));
    private final List<UUID> measured = new ArrayList<>();
    private final JobProbe probe;
    private final int workers;
    private final RedisConsole console;
    private final RedisStorageProvider storage;
    private final JobQueue queue;
    private @Nullable LaneServer server;
    private @Nullable ReadyJobsSubscription ready;

    RaglineQueue(BenchRedis redis, JobProbe probe, int workers) {
        this.probe = probe;
        this.workers = workers;
        console = new RedisConsole(redis);
        storage = new RedisStorageProvider(redis.uri(), RaglineQueue::place, RedisStorageOptions.defaults());
        storage.setJobMapper(new JobMapper(json));
        queue = new JobQueue(storage);
    }

    private static Placement place(Job job) {
        Lane lane = job.getJobName().equals(STORED) ? OTHER_LANE : LANE;
        return new Placement(lane.id(), "bench", 50);
    }

    RedisStorageProvider storage() {
        return storage;
    }

    RedisConsole console() {
        return console;
    }

    @Override
    public String system() {
        return "Ragline (Redis " + console.version() + ")";
    }

    @Override
    public String setup() {
        return "one job server, %d workers; bulk through JobQueue.enqueueAll".formatted(workers);
    }

    @Override
    public void enqueueAll(int jobs) {
        List<QueuedJob> batch =
                IntStream.range(0, jobs).mapToObj(i -> job(LANE, "no-op")).toList();
        batch.forEach(job -> measured.add(job.id()));
        queue.enqueueAll(batch);
    }

    @Override
    public void enqueueOne() {
        QueuedJob job = job(LANE, "no-op");
        measured.add(job.id());
        queue.enqueue(job);
    }

    private static QueuedJob job(Lane lane, String name) {
        return new QueuedJob(
                Ids.next(), Ids.DEFAULT_TENANT, lane, name, JobPriority.NORMAL, null, new NoOp(System.nanoTime()));
    }

    /** Keeps ended jobs, because the product's default would begin to purge what is stored amid the measurement. */
    @Override
    public void startWorkers() {
        startWorkers(Duration.ofDays(1));
    }

    /** Starts the workers, and with them JobRunr's own purging of jobs that succeeded longer ago than that. */
    void startWorkers(Duration keepEndedJobs) {
        LaneServer started = new LaneServer(
                new LaneSpec(LANE, workers), storage, json, probe, config(keepEndedJobs), () -> true, dead -> {});
        server = started;
        ready = storage.subscribeToReadyJobs(Map.of(LANE.id(), started::wake));
        started.start();
    }

    private static WorkerConfig config(Duration keepEndedJobs) {
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withDefaultValue("ragline.worker.keep-ended-jobs", keepEndedJobs.toString())
                .build()
                .getConfigMapping(WorkerConfig.class);
    }

    @Override
    public void stopWorkers() {
        if (ready != null) {
            ready.close();
            ready = null;
        }
        if (server != null) {
            server.stop(Instant.now());
            server = null;
        }
    }

    @Override
    public void storeWaiting(int jobs) {
        for (int size : Batches.of(jobs, MOST_AT_ONCE)) {
            queue.enqueueAll(IntStream.range(0, size)
                    .mapToObj(i -> job(OTHER_LANE, STORED))
                    .toList());
        }
    }

    @Override
    public void storeEnded(int jobs) {
        for (int size : Batches.of(jobs, MOST_AT_ONCE)) {
            storage.save(ended.make(size));
        }
    }

    @Override
    public void forgetMeasured() {
        measured.forEach(storage::deletePermanently);
        measured.clear();
    }

    @Override
    public void clear() {
        measured.clear();
        console.commands().flushall();
    }

    @Override
    public long storedBytes() throws InterruptedException {
        return console.usedMemoryAtRest();
    }

    @Override
    public void close() {
        stopWorkers();
        storage.close();
        console.close();
    }
}
