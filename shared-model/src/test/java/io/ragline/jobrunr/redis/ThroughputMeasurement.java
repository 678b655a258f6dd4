package io.ragline.jobrunr.redis;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.tasks.steward.OnboardNewWorkTask;
import org.jobrunr.utils.mapper.JsonMapper;

/**
 * Prints how fast jobs are enqueued and run on this machine; not a test. Run it from the test class path:
 * {@code java io.ragline.jobrunr.redis.ThroughputMeasurement [jobs] [workers]}.
 */
final class ThroughputMeasurement {

    private final int jobs;
    private final int workers;
    private final RedisStorageProvider storage;
    private final JsonMapper mapper = new AllowListedJacksonJsonMapper(List.of(Probe.class, ProbeHandler.class));
    private volatile CountDownLatch done = new CountDownLatch(0);
    private volatile long lastPickUpNanos;

    private ThroughputMeasurement(int jobs, int workers, RedisStorageProvider storage) {
        this.jobs = jobs;
        this.workers = workers;
        this.storage = storage;
        storage.setJobMapper(new JobMapper(mapper));
    }

    public static void main(String[] arguments) throws Exception {
        int jobs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int workers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        try (TestRedis redis = new TestRedis(Files.createTempDirectory("measurement"));
                RedisStorageProvider storage = new RedisStorageProvider(
                        redis.uri(), JobPlacement.singleLane(), RedisStorageOptions.defaults())) {
            ThroughputMeasurement measurement = new ThroughputMeasurement(jobs, workers, storage);
            for (int round = 1; round <= 3; round++) {
                measurement.enqueue();
                measurement.run();
                redis.commands().flushall();
            }
        }
        System.exit(0);
    }

    private void enqueue() {
        done = new CountDownLatch(jobs);
        List<Job> batch = Stream.generate(() -> new Job(new JobDetails(new Probe("no-op"))))
                .limit(jobs)
                .toList();
        long start = System.nanoTime();
        for (int from = 0; from < jobs; from += 5000) {
            storage.save(batch.subList(from, Math.min(jobs, from + 5000)));
        }
        System.out.printf("bulk enqueue: %,d jobs/s%n", perSecond(jobs, start));
    }

    private void run() throws Exception {
        BackgroundJobServer server = new BackgroundJobServer(
                storage.lane("default", workers),
                mapper,
                new OneHandlerActivator(new ProbeHandler(this::ran)),
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(Duration.ofSeconds(1))
                        .andWorkerCount(workers));
        Semaphore wakes = new Semaphore(0);
        OnboardNewWorkTask onboard = new OnboardNewWorkTask(server);
        Thread dispatcher = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                wakes.acquireUninterruptibly();
                wakes.drainPermits();
                onboard.runTaskThreadSafe();
            }
        });
        try (ReadyJobsSubscription ignored = storage.subscribeToReadyJobs(Map.of("default", wakes::release))) {
            server.start();
            int first = jobs - 1;
            while (done.getCount() > first) {
                Thread.onSpinWait();
            }
            long start = System.nanoTime();
            done.await();
            System.out.printf("end to end: %,d jobs/s with %d workers%n", perSecond(jobs, start), workers);
            pickUp();
            enqueueOneByOne();
        } finally {
            dispatcher.interrupt();
            server.stop();
        }
    }

    private void pickUp() throws Exception {
        Thread.sleep(300);
        long[] micros = new long[1000];
        for (int i = 0; i < micros.length; i++) {
            done = new CountDownLatch(1);
            storage.save(new Job(new JobDetails(new Probe("no-op"))));
            done.await();
            micros[i] = lastPickUpNanos / 1000;
            Thread.sleep(2);
        }
        Arrays.sort(micros);
        System.out.printf("idle pick-up: p50 %,d µs, p99 %,d µs, max %,d µs%n", micros[500], micros[990], micros[999]);
    }

    private void enqueueOneByOne() throws Exception {
        int few = 4000;
        done = new CountDownLatch(few);
        long start = System.nanoTime();
        IntStream.range(0, few).forEach(i -> storage.save(new Job(new JobDetails(new Probe("no-op")))));
        System.out.printf("one by one enqueue while running: %,d jobs/s%n", perSecond(few, start));
        done.await();
        System.out.printf("   and run: %,d jobs/s%n", perSecond(few, start));
    }

    private void ran(Probe probe) {
        lastPickUpNanos = System.nanoTime() - probe.sentAtNanos();
        done.countDown();
    }

    private static long perSecond(int jobs, long startNanos) {
        return jobs * 1_000_000_000L / (System.nanoTime() - startNanos);
    }
}
