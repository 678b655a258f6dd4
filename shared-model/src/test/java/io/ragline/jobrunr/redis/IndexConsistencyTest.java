package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobrunr.jobs.states.StateName.ENQUEUED;
import static org.jobrunr.jobs.states.StateName.PROCESSING;
import static org.jobrunr.jobs.states.StateName.SUCCEEDED;

import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jobrunr.jobs.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexConsistencyTest {

    private static TestRedis redis;

    private TestQueue queue;
    private RedisCommands<String, String> commands;

    @BeforeAll
    static void startRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void openQueue() {
        commands = redis.commands();
        commands.flushall();
        queue = new TestQueue(redis.uri(), RedisStorageOptions.defaults());
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    @Test
    void a_signature_is_listed_as_long_as_one_of_its_jobs_is_in_the_state() {
        List<Job> jobs = queue.enqueue("one", "two");
        String signature = jobs.get(0).getJobSignature();

        queue.claim("default", 1);
        assertThat(queue.storage().getDistinctJobSignatures(ENQUEUED)).containsExactly(signature);
        assertThat(queue.storage().getDistinctJobSignatures(PROCESSING)).containsExactly(signature);

        queue.storage().deletePermanently(jobs.get(1).getId());
        assertThat(queue.storage().getDistinctJobSignatures(ENQUEUED)).isEmpty();
    }

    @Test
    void deleting_many_jobs_takes_several_scripts_and_leaves_nothing_behind() {
        queue.enqueue(IntStream.range(0, 1100)
                .mapToObj(i -> "l/group " + i % 7 + "/0/")
                .toArray(String[]::new));
        queue.claim("l", 100);

        assertThat(queue.storage().deleteJobsPermanently(ENQUEUED, Instant.now().plusSeconds(1)))
                .isEqualTo(1000);
        assertThat(queue.storage()
                        .deleteJobsPermanently(PROCESSING, Instant.now().plusSeconds(1)))
                .isEqualTo(100);

        assertThat(commands.keys("*")).containsExactly("{rq}:lanes");
    }

    @Test
    void every_job_is_in_the_set_of_its_state_and_in_no_other() {
        List<Job> jobs = queue.enqueue("one", "two", "three");
        Job done = queue.claim("default", 1).get(0);

        queue.storage().save(done.succeeded());

        assertThat(queue.storage().getJobStats().getTotal()).isEqualTo(jobs.size());
        assertThat(queue.storage().countJobs(ENQUEUED)).isEqualTo(2);
        assertThat(queue.storage().countJobs(PROCESSING)).isZero();
        assertThat(queue.storage().countJobs(SUCCEEDED)).isEqualTo(1);
        assertThat(commands.zcard("{rq}:reserved")).isZero();
    }
}
