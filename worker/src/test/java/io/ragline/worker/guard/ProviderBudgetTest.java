package io.ragline.worker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.worker.guard.CallFailedException.Reason;
import io.ragline.worker.guard.ProviderBudget.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real Redis. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class ProviderBudgetTest {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final List<RedisClient> clients = new ArrayList<>();
    private TestRedis redis;

    @BeforeEach
    void start() {
        redis = new TestRedis(folder);
    }

    @AfterEach
    void stop() {
        clients.forEach(RedisClient::shutdown);
        redis.close();
    }

    private StatefulRedisConnection<String, String> connection() {
        RedisClient client = RedisClient.create(redis.uri());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        clients.add(client);
        return client.connect();
    }

    /** As another worker has it. */
    private ProviderBudget budget(Limits limits, Duration window) {
        return new ProviderBudget(connection(), "m", limits, window);
    }

    @Test
    void a_minute_of_sixty_is_used_by_four_workers_to_the_last_and_no_further() {
        List<ProviderBudget> workers = List.of(
                budget(new Limits(60, 0), ProviderBudget.MINUTE),
                budget(new Limits(60, 0), ProviderBudget.MINUTE),
                budget(new Limits(60, 0), ProviderBudget.MINUTE),
                budget(new Limits(60, 0), ProviderBudget.MINUTE));
        for (int i = 0; i < 60; i++) {
            workers.get(i % 4).take(0);
        }

        assertThat(workers)
                .allSatisfy(worker -> assertThat(catchThrowableOfType(CallFailedException.class, () -> worker.take(0)))
                        .isNotNull());
    }

    @Test
    void four_workers_in_a_hurry_keep_a_limit_exactly_in_any_window() throws Exception {
        int limit = 60;
        int wanted = 4 * 8 * 6;
        List<Callable<Void>> workers = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            ProviderBudget budget = budget(new Limits(limit, 0), WINDOW);
            for (int thread = 0; thread < 8; thread++) {
                workers.add(() -> {
                    for (int mine = 0; mine < 6; ) {
                        mine += taken(budget) ? 1 : 0;
                    }
                    return null;
                });
            }
        }
        Map<String, Double> whenByRedis = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = workers.stream().map(threads::submit).toList();
            StatefulRedisConnection<String, String> looking = connection();
            // each stays in the log for a whole window
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        boolean done = running.stream().allMatch(Future::isDone);
                        looking.sync()
                                .zrangeWithScores("{budget-m}:log", 0, -1)
                                .forEach(entry -> whenByRedis.put(entry.getValue(), entry.getScore()));
                        return done;
                    });
            for (Future<Void> done : running) {
                done.get();
            }
        }

        assertThat(whenByRedis).hasSize(wanted);
        double[] micros = whenByRedis.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        // whichever call one looks at, the one that is a whole limit later is a window later
        assertThat(IntStream.range(0, wanted - limit).mapToDouble(i -> micros[i + limit] - micros[i]))
                .allSatisfy(apart -> assertThat(apart).isGreaterThanOrEqualTo(WINDOW.toNanos() / 1_000.0));
    }

    private static boolean taken(ProviderBudget budget) throws InterruptedException {
        try {
            budget.take(0);
            return true;
        } catch (CallFailedException e) {
            Thread.sleep(e.retryAfter());
            return false;
        }
    }

    @Test
    void whoever_would_wait_long_is_told_for_how_long() {
        ProviderBudget budget = budget(new Limits(1, 0), Duration.ofSeconds(60));
        budget.take(0);

        CallFailedException failed = catchThrowableOfType(CallFailedException.class, () -> budget.take(0));

        assertThat(failed.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(failed).hasMessage("what it allows in a minute is used up");
        assertThat(failed.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(80));
    }

    @Test
    void whoever_would_wait_briefly_waits() {
        ProviderBudget budget = budget(new Limits(1, 0), Duration.ofMillis(500));

        budget.take(0);
        budget.take(0);
        budget.take(0);

        assertThat(connection().sync().zcard("{budget-m}:log")).isEqualTo(1);
    }

    @Test
    void tokens_are_taken_by_estimate_and_given_back() {
        ProviderBudget mine = budget(new Limits(0, 1_000), Duration.ofSeconds(60));
        ProviderBudget theirs = budget(new Limits(0, 1_000), Duration.ofSeconds(60));
        ProviderBudget.Share share = mine.take(900);
        assertThat(catchThrowableOfType(CallFailedException.class, () -> theirs.take(200)))
                .isNotNull();

        share.took(100);

        theirs.take(200);
        theirs.take(700);
        assertThat(catchThrowableOfType(CallFailedException.class, () -> theirs.take(1)))
                .isNotNull();
    }

    @Test
    void more_than_a_window_allows_counts_as_all_of_it() {
        ProviderBudget budget = budget(new Limits(0, 100), Duration.ofSeconds(60));

        budget.take(5_000);

        assertThat(catchThrowableOfType(CallFailedException.class, () -> budget.take(1)))
                .isNotNull();
    }

    @Test
    void what_is_forgotten_is_not_corrected() {
        ProviderBudget budget = budget(new Limits(0, 100), Duration.ofMillis(100));
        ProviderBudget.Share old = budget.take(90);
        budget.take(90);

        old.took(1);

        assertThat(connection().sync().hget("{budget-m}:tokens", "sum")).isEqualTo("90");
    }

    @Test
    void models_have_budgets_of_their_own() {
        new ProviderBudget(connection(), "a", new Limits(1, 0), Duration.ofSeconds(60)).take(0);

        new ProviderBudget(connection(), "b", new Limits(1, 0), Duration.ofSeconds(60)).take(0);

        assertThat(connection().sync().keys("*"))
                .containsExactlyInAnyOrder(
                        "{budget-a}:log", "{budget-a}:tokens", "{budget-b}:log", "{budget-b}:tokens");
    }

    @Test
    void what_is_kept_in_redis_goes_by_itself() {
        budget(new Limits(5, 100), Duration.ofSeconds(60)).take(10);

        var commands = connection().sync();
        assertThat(commands.keys("*"))
                .hasSize(2)
                .allSatisfy(key -> assertThat(commands.pttl(key)).isBetween(30_000L, 62_000L));
    }

    @Test
    void without_redis_calls_go_on() {
        ProviderBudget budget = budget(new Limits(1, 1), Duration.ofSeconds(60));
        budget.take(1);
        redis.stop();

        for (int i = 0; i < 5; i++) {
            budget.take(1).took(1);
        }
        redis.start();
    }

    @Test
    void a_provider_that_asks_for_patience_is_left_alone_by_all_workers() {
        ProviderBudget limited = budget(new Limits(100, 0), Duration.ofSeconds(60));
        ProviderBudget unlimited = budget(Limits.NONE, Duration.ofSeconds(60));
        unlimited.take(1);

        budget(Limits.NONE, Duration.ofSeconds(60)).hold(Duration.ofSeconds(20));

        assertThat(List.of(limited, unlimited)).allSatisfy(worker -> {
            CallFailedException failed = catchThrowableOfType(CallFailedException.class, () -> worker.take(1));
            assertThat(failed.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(failed).hasMessage("it has asked for patience");
            assertThat(failed.retryAfter()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(26));
        });
        assertThat(connection().sync().zcard("{budget-m}:log"))
                .as("nothing was taken")
                .isZero();
    }

    @Test
    void a_short_while_is_waited_for() {
        ProviderBudget mine = budget(Limits.NONE, Duration.ofSeconds(60));
        budget(Limits.NONE, Duration.ofSeconds(60)).hold(Duration.ofMillis(700));

        mine.take(1);

        assertThat(connection().sync().exists("{budget-m}:held")).isZero();
    }

    @Test
    void the_longest_wish_counts_up_to_a_limit() {
        ProviderBudget budget = budget(Limits.NONE, Duration.ofSeconds(60));
        var commands = connection().sync();

        budget.hold(Duration.ofSeconds(100));
        budget.hold(Duration.ofSeconds(10));
        assertThat(commands.pttl("{budget-m}:held")).isBetween(50_000L, 100_000L);
        budget.hold(Duration.ofDays(1));
        assertThat(commands.pttl("{budget-m}:held")).isBetween(200_000L, ProviderBudget.LONGEST_HOLD.toMillis());
        budget.hold(Duration.ZERO);
    }
}
