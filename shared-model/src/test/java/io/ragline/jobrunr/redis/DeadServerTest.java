package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jobrunr.jobs.states.StateName.SUCCEEDED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is cut off from Redis, and from everybody, in the middle of a job. */
class DeadServerTest {

    private final AtomicInteger startedOnLost = new AtomicInteger();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private TestRedis redis;
    private TcpProxy network;
    private TestQueue lost;
    private TestQueue healthy;
    private BackgroundJobServer lostServer;
    private BackgroundJobServer healthyServer;

    @BeforeEach
    void startOnlyTheServerThatWillBeLost(@TempDir Path directory) throws Exception {
        redis = new TestRedis(directory);
        network = new TcpProxy(redis.port());
        lost = new TestQueue(network.uri(), RedisStorageOptions.defaults().withRideOut(Duration.ofSeconds(1)));
        healthy = new TestQueue(redis.uri());
        lostServer = lost.server(lost.storage().lane("default", 1), 1, this::hang);
        healthyServer = healthy.server(healthy.storage().lane("default", 1), 1, probe -> {});
        lostServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        testIsOver.countDown();
        healthyServer.stop();
        lostServer.stop();
        healthy.close();
        lost.close();
        network.close();
        redis.close();
    }

    @Test
    void its_job_runs_on_another_server_though_outages_get_grace() throws Exception {
        Job job = healthy.enqueue("job");
        await().until(() -> startedOnLost.get() == 1);

        healthyServer.start();
        network.close();

        // 4 polls until the lease is over, a poll to see it, JobRunr's first retry after 3 s, a poll to schedule it
        await().atMost(Duration.ofSeconds(25))
                .until(() -> healthy.storage().getJobById(job.getId()).hasState(SUCCEEDED));
        assertThat(startedOnLost).hasValue(1);
        assertThat(healthy.storage().getBackgroundJobServers()).hasSize(1);
    }

    private void hang(Probe probe) {
        startedOnLost.incrementAndGet();
        try {
            testIsOver.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
