package io.ragline.jobrunr.redis;

import static io.ragline.jobrunr.redis.TestQueue.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jobrunr.jobs.states.StateName.ENQUEUED;
import static org.jobrunr.storage.Paging.AmountBasedList.ascOnUpdatedAt;

import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import org.jobrunr.jobs.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableJobTest {

    private static TestRedis redis;

    private RedisCommands<String, String> commands;
    private TestQueue queue;
    private Job forged;

    @BeforeAll
    static void startRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void forgeTheFirstJobInTheQueue() {
        commands = redis.commands();
        commands.flushall();
        queue = new TestQueue(redis.uri());
        forged = queue.enqueue("forged");
        queue.enqueue("honest");
        String key = "{rq}:job:" + forged.getId();
        String json = commands.hget(key, "json").replace(ProbeHandler.class.getName(), "java.lang.Runtime");
        commands.hset(key, "json", json);
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    @Test
    void a_forged_job_is_set_aside_and_blocks_nobody() {
        assertThat(names(queue.claim("default", 10))).containsExactly("honest");

        assertThat(queue.storage().countJobs(ENQUEUED)).isZero();
        assertThat(queue.storage().getDistinctJobSignatures(ENQUEUED)).isEmpty();
        assertThat(commands.zrange("{rq}:malformed", 0, -1))
                .containsExactly(forged.getId().toString());
        assertThat(commands.hget("{rq}:malformed:" + forged.getId(), "json")).contains("java.lang.Runtime");
    }

    @Test
    void a_job_that_was_set_aside_is_unknown_so_that_it_can_be_enqueued_again() {
        queue.claim("default", 10);

        assertThat(queue.storage().exists(forged.getId())).isFalse();
        queue.storage().save(new Job(forged.getId(), forged.getJobDetails()));
        assertThat(names(queue.claim("default", 10))).containsExactly("forged");
    }

    @Test
    void lists_leave_it_out() {
        assertThat(names(queue.storage().getJobList(ENQUEUED, ascOnUpdatedAt(10))))
                .containsExactly("honest");
    }
}
