package io.ragline.worker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.worker.guard.CallFailedException.Reason;
import io.ragline.worker.guard.ProviderBudget.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
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
    void four_workers_together_keep_a_limit_exactly_in_any_window_and_use_it() throws Exception {
        int limit = 60;
        ConcurrentLinkedQueue<Long> calls = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(200);
        List<Callable<Void>> workers = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            ProviderBudget budget = budget(new Limits(limit, 0), WINDOW);
            for (int thread = 0; thread < 8; thread++) {
                workers.add(() -> {
                    while (left.get() > 0) {
                        if (taken(budget)) {
                            calls.add(System.nanoTime());
                            left.decrementAndGet();
                        }
                    }
                    return null;
                });
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(workers)) {
                done.get();
            }
        }

        long[] times = calls.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(times).hasSizeGreaterThanOrEqualTo(200);
        // whichever call one looks at, the one that is a whole limit later is a window later
        assertThat(LongStream.range(0, times.length - limit).map(i -> times[(int) i + limit] - times[(int) i]))
                .allSatisfy(apart -> assertThat(apart).isGreaterThanOrEqualTo(WINDOW.toNanos()));
        // and a full limit is used at once, not spread or halved
        assertThat(times[limit - 1] - times[0]).isLessThan(WINDOW.toNanos());
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
}
