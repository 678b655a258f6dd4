package io.ragline.api.limits;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Token buckets in Redis, by Redis' clock, so that a limit holds exactly across all processes ({@code take-tokens.lua}).
 *
 * <p>While Redis is away there are no limits: new work is refused then anyway, and what can be answered without Redis should be. It is
 * asked again once a second, so that requests do not wait for it.
 */
@ApplicationScoped
public class Buckets {
    private static final Logger LOG = Logger.getLogger(Buckets.class);
    private static final String TAKE = read();
    /** A Redis that takes longer holds up every request. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final long ASK_AGAIN_AFTER = TimeUnit.SECONDS.toNanos(1);

    private final StatefulRedisConnection<String, String> redis;
    /** Requests since Redis is away. */
    private final AtomicLong unchecked = new AtomicLong();

    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long askAgainAt;
    private volatile String digest = "";

    Buckets(StatefulRedisConnection<String, String> redis) {
        this.redis = redis;
    }

    /**
     * Takes tokens from all of the buckets, or from none.
     *
     * @param buckets of one tenant or one address; without any, all goes
     */
    public Uni<Taken> take(List<Bucket> buckets, int tokens) {
        if (buckets.isEmpty()) {
            return Uni.createFrom().item(Taken.UNLIMITED);
        }
        if (away.get() && System.nanoTime() - askAgainAt < 0) {
            return Uni.createFrom().item(this::unlimited);
        }
        if (away.get()) {
            askAgainAt = System.nanoTime() + ASK_AGAIN_AFTER; // one asks, the others don't wait for it
        }
        return Uni.createFrom()
                .completionStage(() -> run(buckets, tokens))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(reply -> taken(buckets, reply))
                .onFailure()
                .recoverWithItem(this::gone);
    }

    /** Takes tokens from all of the buckets, or from none; blocks for half a second at most. */
    public Taken takeNow(List<Bucket> buckets, int tokens) {
        return take(buckets, tokens).await().atMost(PATIENCE.multipliedBy(2));
    }

    private CompletionStage<List<Long>> run(List<Bucket> buckets, int tokens) {
        String[] keys = buckets.stream().map(Bucket::key).toArray(String[]::new);
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(tokens)));
        for (Bucket bucket : buckets) {
            arguments.add(Integer.toString(bucket.limit()));
            arguments.add(Long.toString(bucket.period().toMillis()));
        }
        String[] all = arguments.toArray(String[]::new);
        RedisAsyncCommands<String, String> commands = redis.async();
        if (digest.isEmpty()) {
            digest = commands.digest(TAKE);
        }
        return commands.<List<Long>>evalsha(digest, ScriptOutputType.MULTI, keys, all)
                .exceptionallyCompose(e -> cause(e) instanceof RedisNoScriptException
                        ? commands.eval(TAKE, ScriptOutputType.MULTI, keys, all)
                        : CompletableFuture.failedStage(e));
    }

    private static Throwable cause(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    }

    private Taken taken(List<Bucket> buckets, List<Long> reply) {
        if (away.compareAndSet(true, false)) {
            LOG.infof(
                    "Redis answers again: requests are limited as they should be; %,d were not",
                    unchecked.getAndSet(0));
        }
        List<Taken.Level> levels = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            levels.add(new Taken.Level(
                    buckets.get(i),
                    reply.get(3 * i + 1),
                    Duration.ofMillis(reply.get(3 * i + 2)),
                    Duration.ofMillis(reply.get(3 * i + 3))));
        }
        return new Taken(reply.getFirst() == 1, levels);
    }

    private Taken gone(Throwable e) {
        askAgainAt = System.nanoTime() + ASK_AGAIN_AFTER;
        if (away.compareAndSet(false, true)) {
            LOG.warnf("Requests are not limited while Redis does not answer: %s", e);
        }
        return unlimited();
    }

    private Taken unlimited() {
        unchecked.incrementAndGet();
        return Taken.UNLIMITED;
    }

    private static String read() {
        try (InputStream file = Buckets.class.getResourceAsStream("take-tokens.lua")) {
            if (file == null) {
                throw new IllegalStateException("take-tokens.lua is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
