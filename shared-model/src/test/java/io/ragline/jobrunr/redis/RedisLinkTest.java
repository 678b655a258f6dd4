package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jobrunr.jobs.states.StateName.ENQUEUED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.StorageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisLinkTest {

    private static TestRedis redis;

    private TcpProxy network;
    private TestQueue queue;

    @BeforeAll
    static void startRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void openQueue() throws Exception {
        redis.commands().flushall();
        network = new TcpProxy(redis.port());
        queue = new TestQueue(network.uri(), RedisStorageOptions.defaults().withCommandTimeout(Duration.ofMillis(500)));
        queue.storage().countJobs(ENQUEUED);
    }

    @AfterEach
    void closeQueue() throws Exception {
        queue.close();
        network.close();
    }

    @Test
    void a_new_job_is_saved_once_though_the_reply_was_lost() {
        queue.enqueue("before");
        network.loseNextReply();

        Job job = queue.enqueue("job");

        assertThat(network.hasLostReply()).isTrue();
        assertThat(job.getVersion()).isOne();
        assertThat(queue.storage().countJobs(ENQUEUED)).isEqualTo(2);
        assertThat(queue.storage().getJobById(job.getId()).getVersion()).isOne();
    }

    @Test
    void a_connection_that_is_reset_is_no_other_than_one_that_is_closed() {
        queue.enqueue("before");
        network.resetNextReply();

        queue.enqueue("job");

        assertThat(network.hasLostReply()).isTrue();
        assertThat(queue.storage().countJobs(ENQUEUED)).isEqualTo(2);
    }

    @Test
    void an_update_whose_reply_was_lost_is_not_taken_for_somebody_elses() {
        queue.enqueue("job");
        Job job = queue.claim("default", 1).get(0);
        network.loseNextReply();

        queue.storage().save(List.of(job.succeeded()));

        assertThat(network.hasLostReply()).isTrue();
        assertThat(queue.storage().getJobById(job.getId()).getVersion()).isEqualTo(job.getVersion());
    }

    @Test
    void a_connection_that_dies_silently_is_replaced() {
        queue.enqueue("before");
        network.goSilent();

        queue.enqueue("after");

        assertThat(queue.storage().countJobs(ENQUEUED)).isEqualTo(2);
    }

    @Test
    void an_interrupted_worker_can_still_save_its_job() {
        Thread.currentThread().interrupt();

        queue.enqueue("job");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.storage().countJobs(ENQUEUED)).isOne();
    }

    @Test
    void a_caller_without_redis_gets_a_clear_error_in_the_end() throws Exception {
        try (TcpProxy gone = new TcpProxy(redis.port());
                TestQueue hasty =
                        new TestQueue(gone.uri(), RedisStorageOptions.defaults().withRideOut(Duration.ofMillis(300)))) {
            gone.close();

            assertThatThrownBy(() -> hasty.enqueue("job"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Redis did not answer for");
        }
    }
}
