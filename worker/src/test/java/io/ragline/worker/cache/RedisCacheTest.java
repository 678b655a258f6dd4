package io.ragline.worker.cache;

import static io.ragline.worker.cache.CacheTesting.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.worker.cache.RedisCache.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real Redis that does not evict by itself. */
class RedisCacheTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Limits ROOMY = new Limits(1_000_000, 1L << 30, 1 << 20, HOUR);

    @TempDir
    Path directory;

    private TestRedis server;
    private CacheTesting worker;
    private RedisClient client;
    private RedisCommands<String, String> redis;

    @BeforeEach
    void start() {
        server = new TestRedis(directory);
        worker = new CacheTesting(server.uri());
        client = RedisClient.create(server.uri());
        StatefulRedisConnection<String, String> connection = client.connect();
        redis = connection.sync();
    }

    @AfterEach
    void stop() {
        worker.close();
        client.shutdown();
        server.close();
    }

    @Test
    void what_is_kept_is_found_by_every_worker_and_by_its_name_only() {
        RedisCache cache = worker.cache("a", ROOMY);
        byte[] anyBytes = {0, -1, 13, 10};
        cache.put("one", anyBytes);
        cache.put("empty", new byte[0]);

        try (CacheTesting other = new CacheTesting(server.uri())) {
            assertThat(other.cache("a", ROOMY).get("one")).contains(anyBytes);
            assertThat(other.cache("a", ROOMY).get("empty")).contains(new byte[0]);
            assertThat(other.cache("a", ROOMY).get("two")).isEmpty();
            assertThat(other.cache("b", ROOMY).get("one")).isEmpty();
        }
    }

    @Test
    void many_are_found_in_order_with_gaps() {
        RedisCache cache = worker.cache("a", ROOMY);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add("n" + i);
            if (i % 3 != 0) {
                entries.put("n" + i, bytes("v" + i));
            }
        }
        cache.putAll(entries);

        List<byte[]> found = cache.getAll(names);

        assertThat(found).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(found.get(i)).isEqualTo(i % 3 == 0 ? null : bytes("v" + i));
        }
        assertThat(worker.count("ragline.cache.requests", "cache", "a", "result", "hit"))
                .isEqualTo(666);
        assertThat(worker.count("ragline.cache.requests", "cache", "a", "result", "miss"))
                .isEqualTo(334);
        assertThat(worker.count("ragline.cache.puts", "cache", "a", "result", "kept"))
                .isEqualTo(666);
    }

    @Test
    void beyond_the_number_of_entries_what_was_not_used_for_longest_goes() {
        RedisCache cache = worker.cache("a", new Limits(3, 1L << 30, 1 << 20, HOUR));
        List.of("one", "two", "three").forEach(name -> cache.put(name, bytes(name)));
        cache.get("one");

        cache.put("four", bytes("four"));

        assertThat(cache.getAll(List.of("one", "two", "three", "four")))
                .containsExactly(bytes("one"), null, bytes("three"), bytes("four"));
        assertThat(cache.size().entries()).isEqualTo(3);
        assertThat(worker.count("ragline.cache.evictions", "cache", "a")).isEqualTo(1);
    }

    @Test
    void a_claim_that_finds_an_entry_is_a_use_of_it() {
        RedisCache cache = worker.cache("a", new Limits(2, 1L << 30, 1 << 20, HOUR));
        cache.put("one", bytes("one"));
        cache.put("two", bytes("two"));
        cache.claim("one", "somebody", HOUR);

        cache.put("three", bytes("three"));

        assertThat(cache.get("one")).isPresent();
        assertThat(cache.get("two")).isEmpty();
    }

    @Test
    void beyond_the_bytes_what_was_not_used_for_longest_goes() {
        long most = 100_000;
        RedisCache cache = worker.cache("a", new Limits(1_000_000, most, 1 << 20, HOUR));
        for (int i = 0; i < 200; i++) {
            cache.put("n" + i, new byte[1_000]);
            assertThat(cache.size().bytes()).isLessThanOrEqualTo(most);
        }

        assertThat(cache.get("n199")).isPresent();
        assertThat(cache.get("n0")).isEmpty();
        assertThat(cache.size().entries()).isBetween(60L, 99L);
        assertThat(redis.keys("*entry*")).hasSize((int) cache.size().entries());
    }

    @Test
    void lower_limits_are_kept_from_the_next_entry_on() {
        RedisCache before = worker.cache("a", ROOMY);
        for (int i = 0; i < 500; i++) {
            before.put("n" + i, bytes("v"));
        }

        RedisCache after = worker.cache("a", new Limits(10, 1L << 30, 1 << 20, HOUR));
        after.put("new", bytes("v"));

        assertThat(after.size().entries()).isEqualTo(10);
        assertThat(after.get("new")).isPresent();
    }

    @Test
    void what_is_too_large_is_not_kept() {
        RedisCache cache = worker.cache("a", new Limits(10, 1L << 30, 100, HOUR));

        cache.put("large", new byte[101]);
        cache.put("small", new byte[100]);

        assertThat(cache.get("large")).isEmpty();
        assertThat(cache.get("small")).isPresent();
        assertThat(worker.count("ragline.cache.puts", "cache", "a", "result", "too-large"))
                .isEqualTo(1);
    }

    @Test
    void after_its_time_an_entry_is_gone_and_counts_no_more() {
        RedisCache cache = worker.cache("a", new Limits(10, 1L << 30, 100, Duration.ofMillis(50)));
        cache.put("one", bytes("one"));

        await().atMost(Duration.ofSeconds(10)).until(() -> cache.get("one").isEmpty());

        assertThat(cache.size()).isEqualTo(new RedisCache.Size(0, 0));
    }

    @Test
    void an_entry_that_is_kept_anew_counts_once() {
        RedisCache cache = worker.cache("a", ROOMY);
        cache.put("one", new byte[5_000]);
        cache.put("one", new byte[100]);

        assertThat(cache.size().entries()).isEqualTo(1);
        assertThat(cache.size().bytes()).isLessThan(1_000);
        assertThat(cache.get("one")).contains(new byte[100]);
    }

    @Test
    void what_entries_take_is_what_redis_takes_for_them() {
        RedisCache cache = worker.cache("a", ROOMY);
        cache.put(name(), new byte[1]);
        long before = usedMemory();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            IntStream.range(0, 250).forEach(any -> {
                byte[] vector = new byte[1536];
                random.nextBytes(vector);
                entries.put(name(), vector);
            });
            cache.putAll(entries);
        }

        double taken = usedMemory() - before;
        assertThat(cache.size().bytes() / taken).isCloseTo(1, within(0.2));
    }

    private static String name() {
        return EntryName.of(UUID.randomUUID().toString());
    }

    private long usedMemory() {
        return redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory_dataset:"))
                .map(line -> Long.parseLong(line.substring("used_memory_dataset:".length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void while_memory_is_short_nothing_is_kept_and_room_is_given_back() {
        AtomicBoolean isShort = new AtomicBoolean();
        RedisCache cache = worker.cache("a", ROOMY, isShort::get);
        for (int i = 0; i < 800; i++) {
            cache.put("n" + i, bytes("v"));
        }
        isShort.set(true);

        cache.put("new", bytes("v"));

        assertThat(cache.get("new")).isEmpty();
        assertThat(cache.get("n0")).isEmpty();
        assertThat(cache.get("n799")).isPresent();
        assertThat(cache.size().entries()).isEqualTo(300);
    }

    @Test
    void at_the_memory_limit_of_redis_entries_are_found_and_none_is_added() {
        RedisCache cache = worker.cache("a", ROOMY);
        cache.put("old", bytes("v"));
        redis.configSet("maxmemory", "100kb");

        cache.put("new", bytes("v"));

        assertThat(cache.get("old")).isPresent();
        assertThat(cache.get("new")).isEmpty();
        assertThat(cache.claim("old", "me", HOUR)).isInstanceOf(RedisCache.Claim.Kept.class);
        assertThat(cache.claim("new", "me", HOUR)).isInstanceOf(RedisCache.Claim.Mine.class);
        assertThat(worker.count("ragline.cache.puts", "cache", "a", "result", "refused"))
                .isEqualTo(1);
    }

    @Test
    void without_redis_nothing_is_found_and_with_it_everything_again() {
        RedisCache cache = worker.cache("a", ROOMY);
        cache.put("one", bytes("one"));
        server.stop();

        assertThat(cache.get("one")).isEmpty();
        cache.put("two", bytes("two"));
        assertThat(cache.claim("one", "me", HOUR)).isInstanceOf(RedisCache.Claim.Unknown.class);
        assertThat(cache.size()).isEqualTo(new RedisCache.Size(0, 0));

        server.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> cache.get("one").isPresent());
    }

    @Test
    void a_worker_that_starts_without_redis_uses_it_once_it_is_there() {
        server.stop();
        try (CacheTesting early = new CacheTesting(server.uri())) {
            RedisCache cache = early.cache("a", ROOMY);
            assertThat(cache.get("one")).isEmpty();

            server.start();

            await().atMost(Duration.ofSeconds(20)).until(() -> {
                cache.put("one", bytes("one"));
                return cache.get("one").isPresent();
            });
        }
    }

    @Test
    void how_much_there_is_is_told() {
        RedisCache cache = worker.cache("a", ROOMY);
        cache.put("one", new byte[1_000]);

        assertThat(worker.meters
                        .get("ragline.cache.entries")
                        .tag("cache", "a")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(worker.meters
                        .get("ragline.cache.size")
                        .tag("cache", "a")
                        .gauge()
                        .value())
                .isBetween(1_000.0, 2_000.0);
    }
}
