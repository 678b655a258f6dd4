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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.server.JobActivator;
import org.jobrunr.utils.mapper.JsonMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the queue as the product runs it, with jobs that do nothing, on a Redis of its own. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Measures the queue: bulk enqueue, no-op jobs end to end, pick-up when idle.")
public final class QueueCommand implements Callable<Integer> {
    private static final Lane LANE = Lane.MAINTENANCE;
    private static final long PAUSE_MS = 5;

    @Option(names = "--jobs", defaultValue = "20000", description = "Jobs of a throughput round (${DEFAULT-VALUE})")
    private int jobs;

    @Option(
            names = "--pick-ups",
            defaultValue = "2000",
            description = "Jobs one by one on the idle queue (${DEFAULT-VALUE})")
    private int pickUps;

    @Option(names = "--workers", defaultValue = "8", description = "Jobs that run at once (${DEFAULT-VALUE})")
    private int workers;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, the first of which warms up (${DEFAULT-VALUE})")
    private int rounds;

    private volatile CountDownLatch left = new CountDownLatch(0);
    private volatile long lastWaitNanos;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("ragline-bench-queue-");
        JsonMapper json = new AllowListedJacksonJsonMapper(List.of(NoOp.class, NoOp.Handler.class));
        Placement place = new Placement(LANE.id(), "bench", 50);
        try (BenchRedis redis = new BenchRedis(folder);
                RedisStorageProvider storage =
                        new RedisStorageProvider(redis.uri(), job -> place, RedisStorageOptions.defaults())) {
            storage.setJobMapper(new JobMapper(json));
            measure(storage, json);
        }
        return 0;
    }

    private void measure(RedisStorageProvider storage, JsonMapper json) throws Exception {
        JobQueue queue = new JobQueue(storage);
        List<Double> bulk = new ArrayList<>();
        List<Double> endToEnd = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            left = new CountDownLatch(jobs);
            bulk.add(perSecond(() -> queue.enqueueAll(batch(jobs))));
            LaneServer server = server(storage, json);
            try (ReadyJobsSubscription ready = storage.subscribeToReadyJobs(Map.of(LANE.id(), server::wake))) {
                server.start();
                awaitFirst();
                long todo = left.getCount();
                endToEnd.add(todo / secondsOf(() -> left.await()));
                if (round == rounds - 1) {
                    pickUp(queue);
                }
            } finally {
                server.stop(Instant.now());
            }
        }
        report("bulk enqueue", bulk, "jobs/s");
        report("no-op jobs end to end", endToEnd, "jobs/s");
    }

    private LaneServer server(RedisStorageProvider storage, JsonMapper json) {
        NoOp.Handler handler = waited -> {
            lastWaitNanos = waited;
            left.countDown();
        };
        JobActivator activator = new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(handler);
            }
        };
        WorkerConfig config = new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .build()
                .getConfigMapping(WorkerConfig.class);
        return new LaneServer(new LaneSpec(LANE, workers), storage, json, activator, config, () -> true, dead -> {});
    }

    private static List<QueuedJob> batch(int count) {
        List<QueuedJob> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batch.add(job());
        }
        return batch;
    }

    private static QueuedJob job() {
        return new QueuedJob(
                Ids.next(), Ids.DEFAULT_TENANT, LANE, "no-op", JobPriority.NORMAL, null, new NoOp(System.nanoTime()));
    }

    /** A server takes a moment to be announced, which is not what is measured. */
    private void awaitFirst() throws InterruptedException {
        while (left.getCount() == jobs) {
            TimeUnit.MICROSECONDS.sleep(100);
        }
    }

    private void pickUp(JobQueue queue) throws InterruptedException {
        long[] waits = new long[pickUps];
        for (int i = 0; i < pickUps; i++) {
            left = new CountDownLatch(1);
            queue.enqueue(job());
            left.await();
            waits[i] = lastWaitNanos;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        Arrays.sort(waits);
        System.out.printf(
                "idle pick-up, enqueue to handler: p50 %.2f ms, p99 %.2f ms, max %.2f ms (%,d jobs)%n",
                waits[pickUps / 2] / 1e6, waits[pickUps * 99 / 100] / 1e6, waits[pickUps - 1] / 1e6, pickUps);
    }

    private interface Action {
        void run() throws Exception;
    }

    private double perSecond(Action action) throws Exception {
        return jobs / secondsOf(action);
    }

    private static double secondsOf(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The median of the rounds without the first, which warms up. */
    private static void report(String what, List<Double> rounds, String unit) {
        double[] warm = rounds.stream()
                .skip(1)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double median = warm.length == 0 ? rounds.getFirst() : warm[warm.length / 2];
        System.out.printf("%s: median %,.0f %s, cold %,.0f%n", what, median, unit, rounds.getFirst());
    }
}
