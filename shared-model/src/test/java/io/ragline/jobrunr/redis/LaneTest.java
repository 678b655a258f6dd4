package io.ragline.jobrunr.redis;

import static io.ragline.jobrunr.redis.TestQueue.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jobrunr.storage.Paging.AmountBasedList.ascOnUpdatedAt;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneTest {

    private static TestRedis redis;

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
    void openQueue() {
        redis.commands().flushall();
        queue = new TestQueue(redis.uri());
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    @Test
    void two_servers_never_get_the_same_job() throws Exception {
        queue.enqueue(IntStream.range(0, 400).mapToObj(i -> "job " + i).toArray(String[]::new));
        List<UUID> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<List<Job>> claims = () -> {
                List<Job> mine = new ArrayList<>();
                IntStream.range(0, 20).forEach(i -> mine.addAll(queue.claim("default", 5)));
                return mine;
            };
            for (Future<List<Job>> each : threads.invokeAll(List.of(claims, claims, claims, claims))) {
                each.get().forEach(job -> claimed.add(job.getId()));
            }
        }
        assertThat(claimed).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void jobs_that_wait_can_be_withdrawn_and_those_that_run_can_not() {
        List<Job> all = queue.enqueue("running", "waiting 1", "waiting 2", "other");
        List<UUID> three = all.stream().limit(3).map(Job::getId).toList();
        queue.claim("default", 1);

        assertThat(queue.storage().withdraw(three)).isEqualTo(2);

        assertThat(queue.storage().liveJobs(three)).as("the one that runs").hasSize(1);
        assertThat(queue.storage().runningJobs(three)).hasSize(1);
        assertThat(names(queue.claim("default", 10))).containsExactly("other");
        assertThat(queue.storage().withdraw(three)).as("once more").isZero();
    }

    @Test
    void lanes_do_not_see_each_others_jobs() {
        queue.enqueue("ingest/a/0/upload", "query/a/0/question");

        assertThat(names(queue.claim("query", 10))).containsExactly("query/a/0/question");
        assertThat(queue.storage().readyCount("ingest")).isOne();
        assertThat(queue.storage().readyCount("query")).isZero();
    }

    @Test
    void groups_take_turns() {
        queue.enqueue("l/busy/0/1", "l/busy/0/2", "l/busy/0/3", "l/busy/0/4");
        queue.enqueue("l/modest/0/1", "l/modest/0/2");

        List<String> order = new ArrayList<>();
        IntStream.range(0, 6).forEach(i -> order.addAll(names(queue.claim("l", 1))));

        assertThat(order)
                .containsExactly(
                        "l/busy/0/1", "l/modest/0/1", "l/busy/0/2", "l/modest/0/2", "l/busy/0/3", "l/busy/0/4");
    }

    @Test
    void within_a_group_urgent_jobs_go_first_and_equal_ones_by_age() {
        queue.enqueue("l/a/2/low");
        queue.enqueue("l/a/1/first normal");
        queue.enqueue("l/a/1/second normal");
        queue.enqueue("l/a/0/urgent");

        assertThat(names(queue.claim("l", 10)))
                .containsExactly("l/a/0/urgent", "l/a/1/first normal", "l/a/1/second normal", "l/a/2/low");
    }

    @Test
    void a_server_never_holds_more_jobs_than_it_has_workers() {
        queue.enqueue(IntStream.range(0, 10).mapToObj(i -> "job " + i).toArray(String[]::new));
        StorageProvider view = queue.storage().lane("default", 3);
        BackgroundJobServer server = queue.server(view);

        List<Job> first = view.getJobsToProcess(server, ascOnUpdatedAt(8));
        assertThat(first).hasSize(3);
        assertThat(view.getJobsToProcess(server, ascOnUpdatedAt(8))).isEmpty();

        view.save(first.get(0).succeeded());
        assertThat(view.getJobsToProcess(server, ascOnUpdatedAt(8))).hasSize(1);
    }

    @Test
    void a_reservation_whose_owner_dies_comes_back_to_its_place() {
        queue.enqueue("l/a/0/first");
        queue.enqueue("l/a/0/second");
        try (RedisConnector client = RedisConnector.create(redis.uri(), RedisStorageOptions.defaults());
                RedisLink link = new RedisLink(
                        client.client(), RedisStorageOptions.defaults(), new Outages(InstantSource.system()))) {
            new Reservations(link, new Keys("{rq}:"), Duration.ofMillis(200), 10).reserve("l", 1);
        }
        assertThat(queue.storage().readyCount("l")).isOne();

        await().until(() -> {
            queue.claim("another-lane-sweeps-for-all", 1);
            return queue.storage().readyCount("l") == 2;
        });
        assertThat(names(queue.claim("l", 10))).containsExactly("l/a/0/first", "l/a/0/second");
    }

    @Test
    void a_job_that_is_handed_back_waits_again() {
        queue.enqueue("l/a/0/interrupted");
        Job running = queue.claim("l", 1).get(0);

        running.failed("handed back", new InterruptedException());
        running.enqueue();
        queue.storage().save(running);

        assertThat(queue.storage().countJobs(StateName.PROCESSING)).isZero();
        assertThat(names(queue.claim("l", 1))).containsExactly("l/a/0/interrupted");
    }

    @Test
    void a_waiting_job_that_is_deleted_waits_no_more() {
        Job job = queue.enqueue("l/a/0/unwanted");
        queue.enqueue("l/b/0/wanted");

        queue.storage().save(job.delete("by its owner"));

        assertThat(queue.storage().readyCount("l")).isOne();
        assertThat(names(queue.claim("l", 10))).containsExactly("l/b/0/wanted");
    }

    @Test
    void lookups_answer_for_operators_and_the_reconciler() {
        List<Job> jobs = queue.enqueue("l/a/0/1", "l/a/0/2", "l/b/0/1");
        UUID unknown = UUID.randomUUID();
        UUID lastOfA = jobs.get(1).getId();

        assertThat(queue.storage().knownJobs(Set.of(lastOfA, unknown))).containsExactly(lastOfA);
        assertThat(queue.storage().exists(unknown)).isFalse();
        assertThat(queue.storage().readyCount("l")).isEqualTo(3);
        assertThat(queue.storage().queuePosition(jobs.get(0).getId())).hasValue(1);
        assertThat(queue.storage().queuePosition(lastOfA)).hasValue(3);
        assertThat(queue.storage().queuePosition(unknown)).isEmpty();
        assertThat(queue.storage().oldestReadyAge("l"))
                .hasValueSatisfying(age -> assertThat(age).isBetween(Duration.ZERO, Duration.ofSeconds(5)));
        assertThat(queue.storage().oldestReadyAge("idle")).isEmpty();
    }
}
