package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jobrunr.jobs.states.StateName.SUCCEEDED;

import io.lettuce.core.RedisConnectionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jobrunr.server.BackgroundJobServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis is stopped for 20 s under two servers at work, and comes back with the data of its append-only file. */
class RedisRestartTest {

    private static final Duration AWAY = Duration.ofSeconds(20);

    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final CountDownLatch longJobsMayEnd = new CountDownLatch(1);
    private TestRedis redis;
    private TestQueue one;
    private TestQueue two;
    private BackgroundJobServer serverOne;
    private BackgroundJobServer serverTwo;

    @BeforeEach
    void startServers(@TempDir Path directory) {
        redis = new TestRedis(directory);
        one = new TestQueue(redis.uri());
        two = new TestQueue(redis.uri());
        serverOne = one.server(one.storage().lane("default", 4), 4, this::run);
        serverTwo = two.server(two.storage().lane("default", 4), 4, this::run);
        serverOne.start();
        serverTwo.start();
        await().dontCatchUncaughtExceptions().until(() -> serverOne.isAnnounced() && serverTwo.isAnnounced());
    }

    @AfterEach
    void stopServers() {
        longJobsMayEnd.countDown();
        serverOne.stop();
        serverTwo.stop();
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void servers_go_on_by_themselves_and_run_every_job_once() {
        one.enqueue("long 1", "long 2", "long 3", "long 4");
        await().dontCatchUncaughtExceptions().until(() -> runs.size() == 4);

        redis.stop();
        await().dontCatchUncaughtExceptions()
                .during(AWAY)
                .atMost(AWAY.plusSeconds(2))
                .untilAsserted(() -> assertThatThrownBy(redis::commands).isInstanceOf(RedisConnectionException.class));
        redis.start();
        one.enqueue(IntStream.range(0, 50).mapToObj(i -> "short " + i).toArray(String[]::new));

        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(15))
                .until(() -> one.storage().countJobs(SUCCEEDED) == 50);
        longJobsMayEnd.countDown();
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(15))
                .until(() -> one.storage().countJobs(SUCCEEDED) == 54);
        assertThat(runs.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(one.storage().getBackgroundJobServers()).hasSize(2);
        assertThat(serverOne.isRunning()).isTrue();
        assertThat(serverTwo.isRunning()).isTrue();
    }

    private void run(Probe probe) {
        runs.computeIfAbsent(probe.name(), name -> new AtomicInteger()).incrementAndGet();
        if (probe.name().startsWith("long")) {
            try {
                assertThat(longJobsMayEnd.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
