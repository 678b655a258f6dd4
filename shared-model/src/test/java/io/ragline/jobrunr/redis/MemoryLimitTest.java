package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jobrunr.jobs.states.StateName.ENQUEUED;
import static org.jobrunr.jobs.states.StateName.FAILED;
import static org.jobrunr.jobs.states.StateName.SUCCEEDED;
import static org.jobrunr.storage.BackgroundJobServerStatusTestBuilder.aDefaultBackgroundJobServerStatus;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.JobRunrMetadata;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At {@code maxmemory} with {@code noeviction}: no new work comes in, and work that is there gets done. */
class MemoryLimitTest {

    private TestRedis redis;
    private TestQueue queue;
    private final BackgroundJobServerStatus server =
            aDefaultBackgroundJobServerStatus().withIsStarted().build();

    @BeforeEach
    void fillRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
        queue = new TestQueue(redis.uri());
        queue.enqueue("one", "two", "three");
        queue.storage().announceBackgroundJobServer(server);
        redis.commands().configSet("maxmemory", "100kb");
    }

    @AfterEach
    void close() {
        queue.close();
        redis.close();
    }

    @Test
    void new_jobs_are_refused_with_a_clear_error() {
        assertThatThrownBy(() -> queue.enqueue("four"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("memory limit");
        assertThat(queue.storage().countJobs(ENQUEUED)).isEqualTo(3);
    }

    @Test
    void waiting_jobs_are_claimed_finished_handed_back_and_deleted() {
        List<Job> running = queue.claim("default", 3);
        running.get(0).succeeded();
        running.get(1).failed("no luck", new IllegalStateException());
        running.get(2).failed("handed back", new InterruptedException());
        running.get(2).enqueue();
        StorageProvider storage = queue.storage();

        running.forEach(storage::save);

        assertThat(storage.countJobs(SUCCEEDED)).isOne();
        assertThat(storage.countJobs(FAILED)).isOne();
        assertThat(queue.storage().readyCount("default")).isOne();
        assertThat(storage.deletePermanently(running.get(0).getId())).isOne();
        assertThat(storage.deleteJobsPermanently(FAILED, Instant.now().plusSeconds(1)))
                .isOne();
    }

    @Test
    void servers_stay_alive() {
        StorageProvider storage = queue.storage();

        assertThatCode(() -> {
                    storage.signalBackgroundJobServerAlive(server);
                    storage.announceBackgroundJobServer(server);
                    storage.saveMetadata(new JobRunrMetadata("notice", "owner", "value"));
                    storage.publishTotalAmountOfSucceededJobs(1);
                    storage.removeTimedOutBackgroundJobServers(Instant.now().minusSeconds(60));
                })
                .doesNotThrowAnyException();
    }
}
