package io.ragline.worker.cache;

import static io.ragline.worker.cache.CacheTesting.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.worker.cache.RedisCache.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers on a real Redis, each with a connection and leases of its own. */
class SharedWorkTest {
    private static final int WORKERS = 4;
    private static final int PLACES = 50;
    private static final Duration HOLD = Duration.ofMillis(600);
    private static final Limits LIMITS = new Limits(100, 1 << 20, 1 << 16, Duration.ofHours(1));
    private static final Runnable GO_ON = () -> {};

    @TempDir
    Path directory;

    private final List<CacheTesting> workers = new ArrayList<>();
    private final List<SharedWork> sharing = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestRedis server;

    @BeforeEach
    void start() {
        server = new TestRedis(directory);
        for (int i = 0; i < WORKERS; i++) {
            CacheTesting worker = new CacheTesting(server.uri());
            workers.add(worker);
            sharing.add(new SharedWork(worker.cache("a", LIMITS), HOLD, PLACES));
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        sharing.forEach(SharedWork::close);
        workers.forEach(CacheTesting::close);
        server.close();
    }

    /** What is kept, or what {@code work} comes to. */
    private byte[] get(int worker, Callable<byte[]> work) throws Exception {
        try (SharedWork.Turn turn = sharing.get(worker).take("name", false, GO_ON)) {
            byte[] value = turn.value();
            if (value == null) {
                value = work.call();
                turn.put(value);
            }
            return value;
        }
    }

    private double told(String result) {
        return workers.stream()
                .mapToDouble(each -> each.count("ragline.cache.requests", "cache", "a", "result", result))
                .sum();
    }

    @Test
    void two_hundred_who_want_the_same_at_once_have_it_worked_out_once() throws Exception {
        AtomicInteger worked = new AtomicInteger();
        CountDownLatch allAsk = new CountDownLatch(200);
        List<Future<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int worker = i % WORKERS;
            all.add(threads.submit(() -> {
                allAsk.countDown();
                allAsk.await();
                return get(worker, () -> {
                    Thread.sleep(3 * HOLD.toMillis()); // longer than a lease holds by itself
                    return bytes("outcome " + worked.incrementAndGet());
                });
            }));
        }

        for (Future<byte[]> each : all) {
            assertThat(each.get()).isEqualTo(bytes("outcome 1"));
        }
        assertThat(worked).hasValue(1);
        assertThat(told("miss")).isEqualTo(1);
        assertThat(told("shared") + told("hit")).isEqualTo(199);
    }

    @Test
    void if_it_fails_the_next_works_it_out() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        Future<byte[]> first = threads.submit(() -> get(0, () -> {
            working.countDown();
            fail.await();
            throw new IllegalStateException("no");
        }));
        working.await();
        Future<byte[]> second = threads.submit(() -> get(1, () -> bytes("of the second")));
        Future<byte[]> third = threads.submit(() -> get(2, () -> bytes("of the third")));

        fail.countDown();

        assertThat(first).failsWithin(10, TimeUnit.SECONDS);
        assertThat(second.get()).isEqualTo(third.get());
    }

    @Test
    void if_whoever_was_at_it_died_the_next_works_it_out() throws Exception {
        sharing.get(0).take("name", false, GO_ON);
        sharing.get(0).close(); // its lease is not prolonged any more, nor ended

        assertThat(get(1, () -> bytes("of the next"))).isEqualTo(bytes("of the next"));
    }

    @Test
    void who_saw_two_fail_works_for_himself() throws Exception {
        CountDownLatch threeAtOnce = new CountDownLatch(3);
        List<Future<byte[]>> all = new ArrayList<>();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            int worker = i % WORKERS;
            all.add(threads.submit(() -> get(worker, () -> {
                if (begun.incrementAndGet() > 2) {
                    threeAtOnce.countDown();
                    together.addAndGet(threeAtOnce.await(20, TimeUnit.SECONDS) ? 1 : 0);
                } else {
                    Thread.sleep(400); // so that everybody has seen him at it
                }
                throw new IllegalStateException("no");
            })));
        }

        for (Future<byte[]> each : all) {
            assertThat(each).failsWithin(30, TimeUnit.SECONDS);
        }
        assertThat(together).hasValue(3);
    }

    @Test
    void whoever_waits_can_be_stopped() {
        sharing.get(0).take("name", false, GO_ON);
        AtomicInteger asked = new AtomicInteger();

        assertThatIllegalStateException()
                .isThrownBy(() -> sharing.get(1).take("name", false, () -> {
                    if (asked.incrementAndGet() == 3) {
                        throw new IllegalStateException("stopped");
                    }
                }))
                .withMessage("stopped");
    }

    @Test
    void who_finds_no_place_to_wait_comes_back_later() throws Exception {
        try (SharedWork two = new SharedWork(workers.get(1).cache("a", LIMITS), HOLD, 1)) {
            SharedWork.Turn working = sharing.get(0).take("name", false, GO_ON);
            CountDownLatch waits = new CountDownLatch(1);
            Future<SharedWork.Turn> first = threads.submit(() -> two.take("name", false, waits::countDown));
            waits.await();

            assertThatExceptionOfType(CrowdedException.class).isThrownBy(() -> two.take("name", false, GO_ON));
            two.take("other", false, GO_ON).close();
            CountDownLatch waitsToo = new CountDownLatch(1);
            Future<SharedWork.Turn> patient = threads.submit(() -> two.take("name", true, waitsToo::countDown));
            waitsToo.await();

            working.put(bytes("outcome"));
            working.close();
            assertThat(first.get().value()).isEqualTo(bytes("outcome"));
            assertThat(patient.get().value()).isEqualTo(bytes("outcome"));
            assertThat(two.take("name", false, GO_ON).value()).isEqualTo(bytes("outcome"));
            assertThat(told("put-off")).isEqualTo(1);
        }
    }

    @Test
    void without_redis_everybody_works_for_himself() throws Exception {
        server.stop();

        assertThat(get(0, () -> bytes("mine"))).isEqualTo(bytes("mine"));
        assertThat(get(1, () -> bytes("mine too"))).isEqualTo(bytes("mine too"));

        server.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Arrays.equals(get(0, () -> bytes("kept")), get(1, () -> bytes("not kept"))));
    }
}
