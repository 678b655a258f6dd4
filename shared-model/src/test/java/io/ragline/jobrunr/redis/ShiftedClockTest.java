package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.jobrunr.jobs.states.StateName.PROCESSING;
import static org.jobrunr.storage.BackgroundJobServerStatusTestBuilder.aDefaultBackgroundJobServerStatus;
import static org.jobrunr.storage.Paging.AmountBasedList.ascOnUpdatedAt;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, one of which has a clock that is half a minute slow. */
class ShiftedClockTest {

    private static final Duration SLOW_BY = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final InstantSource SLOW_CLOCK = () -> Instant.now().minus(SLOW_BY);

    private static TestRedis redis;

    private TestQueue right;
    private TestQueue slow;

    @BeforeAll
    static void startRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void openQueues() {
        redis.commands().flushall();
        right = new TestQueue(redis.uri());
        slow = new TestQueue(redis.uri(), RedisStorageOptions.defaults(), SLOW_CLOCK);
    }

    @AfterEach
    void closeQueues() {
        right.close();
        slow.close();
    }

    @Test
    void a_server_with_a_slow_clock_is_not_declared_dead() {
        slow.storage().announceBackgroundJobServer(server(SLOW_CLOCK.instant()));

        assertThat(right.storage()
                        .removeTimedOutBackgroundJobServers(Instant.now().minus(TIMEOUT)))
                .isZero();
    }

    @Test
    void a_server_with_a_slow_clock_still_declares_dead_servers_dead() {
        right.storage().announceBackgroundJobServer(server(Instant.now()));

        assertThat(slow.storage()
                        .removeTimedOutBackgroundJobServers(SLOW_CLOCK.instant().plusMillis(500)))
                .isOne();
    }

    @Test
    void jobs_of_a_server_with_a_slow_clock_do_not_look_orphaned() {
        Job job = running(SLOW_CLOCK.instant());
        slow.storage().save(job);

        assertThat(right.storage().getJobList(PROCESSING, Instant.now().minus(TIMEOUT), ascOnUpdatedAt(10)))
                .isEmpty();
        assertThat(right.storage().getJobList(PROCESSING, Instant.now().plus(TIMEOUT), ascOnUpdatedAt(10)))
                .hasSize(1);
    }

    @Test
    void the_server_that_was_announced_first_is_the_longest_running_one() {
        BackgroundJobServerStatus first = server(Instant.now().minusSeconds(10));
        BackgroundJobServerStatus second = server(SLOW_CLOCK.instant());

        right.storage().announceBackgroundJobServer(first);
        slow.storage().announceBackgroundJobServer(second);

        assertThat(slow.storage().getLongestRunningBackgroundJobServerId()).isEqualTo(first.getId());
        assertThat(slow.storage().getBackgroundJobServers().get(1).getLastHeartbeat())
                .isCloseTo(SLOW_CLOCK.instant(), within(1, ChronoUnit.SECONDS));
    }

    private static BackgroundJobServerStatus server(Instant announcedAt) {
        return aDefaultBackgroundJobServerStatus()
                .withFirstHeartbeat(announcedAt)
                .withLastHeartbeat(announcedAt)
                .withIsStarted()
                .build();
    }

    private static Job running(Instant since) {
        return new Job(
                UUID.randomUUID(),
                0,
                new JobDetails(new Probe("job")),
                List.of(new ProcessingState(UUID.randomUUID(), "server", since)),
                new ConcurrentHashMap<>());
    }
}
