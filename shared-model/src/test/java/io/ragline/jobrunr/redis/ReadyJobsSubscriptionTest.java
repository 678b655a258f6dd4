package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyJobsSubscriptionTest {

    private final AtomicInteger queryWakes = new AtomicInteger();
    private final AtomicInteger ingestWakes = new AtomicInteger();
    private TestRedis redis;
    private TcpProxy network;
    private TestQueue queue;
    private ReadyJobsSubscription subscription;

    @BeforeEach
    void subscribe(@TempDir Path directory) throws Exception {
        redis = new TestRedis(directory);
        network = new TcpProxy(redis.port());
        queue = new TestQueue(network.uri());
        subscription = queue.storage()
                .subscribeToReadyJobs(
                        Map.of("query", queryWakes::incrementAndGet, "ingest", ingestWakes::incrementAndGet));
        await().untilAsserted(() -> {
            assertThat(queryWakes).hasValue(1);
            assertThat(ingestWakes).hasValue(1);
        });
    }

    @AfterEach
    void close() throws Exception {
        subscription.close();
        queue.close();
        network.close();
        redis.close();
    }

    @Test
    void jobs_that_become_ready_together_wake_their_lane_once() {
        queue.enqueue("query/a/0/1", "query/b/0/2", "query/b/0/3");

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(queryWakes).hasValue(2));
        assertThat(ingestWakes).hasValue(1);
    }

    @Test
    void every_lane_is_woken_when_redis_is_back() {
        redis.stop();
        redis.start();

        await().untilAsserted(() -> {
            assertThat(queryWakes).hasValue(2);
            assertThat(ingestWakes).hasValue(2);
        });
    }

    @Test
    void a_connection_that_dies_silently_is_noticed() {
        network.goSilent();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(queryWakes).hasValueGreaterThanOrEqualTo(2));
        int before = queryWakes.get();
        queue.enqueue("query/a/0/1");
        await().untilAsserted(() -> assertThat(queryWakes).hasValueGreaterThan(before));
    }
}
