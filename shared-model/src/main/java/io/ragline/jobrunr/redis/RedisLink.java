package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * One connection for all threads, replaced when it breaks. Calls are repeated with growing pauses until Redis answers
 * or the ride-out time is over, so whatever goes through here must be safe to apply twice.
 *
 * <p>Lettuce's own reconnecting is off: it would send commands again whose first fate is unknown, and keep new ones
 * waiting without telling us that Redis is away.
 */
final class RedisLink implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_IN_FLIGHT = 500;

    private final RedisClient client;
    private final RedisStorageOptions options;
    private final Outages outages;
    private final ReentrantLock connecting = new ReentrantLock();
    private final AtomicReference<@Nullable StatefulRedisConnection<String, String>> connection =
            new AtomicReference<>();
    private @Nullable RefusedConnect lastRefused;
    private volatile boolean closed;

    RedisLink(RedisClient client, RedisStorageOptions options, Outages outages) {
        this.client = client;
        this.options = options;
        this.outages = outages;
    }

    /** Runs a script for what it does. */
    void run(LuaScript script, List<String> keys, List<String> arguments) {
        call(redis -> send(redis, script, ScriptOutputType.STATUS, keys, arguments));
    }

    /** Runs a script that replies with a number or with nothing. */
    @Nullable
    Long runForNumber(LuaScript script, List<String> keys, List<String> arguments) {
        return (Long) call(redis -> send(redis, script, ScriptOutputType.INTEGER, keys, arguments));
    }

    /** Runs a script that replies with numbers and strings. */
    List<?> runForList(LuaScript script, List<String> keys, List<String> arguments) {
        return (List<?>) call(redis -> send(redis, script, ScriptOutputType.MULTI, keys, arguments));
    }

    /** Redis forgets scripts when it restarts, so the source follows when it asks for it. */
    private static CompletionStage<Object> send(
            RedisAsyncCommands<String, String> redis,
            LuaScript script,
            ScriptOutputType reply,
            List<String> keys,
            List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        return redis.evalsha(script.digest(), reply, keyArray, argumentArray)
                .exceptionallyCompose(error -> RedisErrors.unwrap(error) instanceof RedisNoScriptException
                        ? redis.eval(script.source(), reply, keyArray, argumentArray)
                        : CompletableFuture.failedFuture(error));
    }

    /** Sends a command for each element without waiting in between; for reading. */
    <A, T> List<T> callEach(
            List<A> elements, BiFunction<RedisAsyncCommands<String, String>, A, CompletionStage<T>> command) {
        List<T> replies = new ArrayList<>(elements.size());
        for (int from = 0; from < elements.size(); from += MAX_IN_FLIGHT) {
            List<A> some = elements.subList(from, Math.min(elements.size(), from + MAX_IN_FLIGHT));
            replies.addAll(call(redis -> allOf(
                    some.stream().map(element -> command.apply(redis, element)).toList())));
        }
        return replies;
    }

    <T> T call(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        long giveUpAt = System.nanoTime() + options.rideOut().toNanos();
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            StatefulRedisConnection<String, String> used = null;
            try {
                used = connected();
                T reply = await(command.apply(used.async()));
                outages.over();
                return reply;
            } catch (Exception e) {
                Throwable error = RedisErrors.unwrap(e);
                if (error instanceof StorageException closedAlready) {
                    throw closedAlready;
                }
                if (closed || !RedisErrors.passes(error)) {
                    outages.over();
                    throw RedisErrors.refused(error);
                }
                outages.noticed();
                drop(used, error);
                if (System.nanoTime() + pause.toNanos() > giveUpAt) {
                    throw RedisErrors.gaveUp(options.rideOut(), error);
                }
                pause(pause, error);
            }
        }
    }

    private StatefulRedisConnection<String, String> connected() {
        StatefulRedisConnection<String, String> current = connection.get();
        if (current != null && current.isOpen()) {
            return current;
        }
        connecting.lock();
        try {
            current = connection.get();
            return current != null && current.isOpen() ? current : connect();
        } finally {
            connecting.unlock();
        }
    }

    private StatefulRedisConnection<String, String> connect() {
        if (closed) {
            throw new StorageException("this storage was closed");
        }
        RefusedConnect refused = lastRefused;
        if (refused != null && System.nanoTime() - refused.atNanos < FIRST_PAUSE.toNanos()) {
            // whoever waited for the lock would else try one after the other, each for as long as a connect takes
            throw refused.error;
        }
        try {
            StatefulRedisConnection<String, String> fresh = client.connect();
            connection.set(fresh);
            return fresh;
        } catch (RedisException e) {
            lastRefused = new RefusedConnect(e, System.nanoTime());
            throw e;
        }
    }

    private void drop(@Nullable StatefulRedisConnection<String, String> broken, Throwable error) {
        if (broken != null && RedisErrors.condemnsConnection(error)) {
            connection.compareAndSet(broken, null);
            var unused = broken.closeAsync();
        }
    }

    /**
     * Waits for the reply even when interrupted: JobRunr interrupts a job's thread to stop the job, and its last state
     * must still be saved.
     */
    private <T> T await(CompletionStage<T> stage) throws ExecutionException, TimeoutException {
        CompletableFuture<T> reply = stage.toCompletableFuture();
        long deadline = System.nanoTime() + options.commandTimeout().toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return reply.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    reply.cancel(false);
                    throw new TimeoutException("no reply within " + options.commandTimeout());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause(Duration pause, Throwable error) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while Redis was away", error);
        }
    }

    private static Duration longer(Duration pause) {
        long next = Math.min(LONGEST_PAUSE.toMillis(), pause.toMillis() * 2);
        return Duration.ofMillis(next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1));
    }

    private static <T> CompletionStage<List<T>> allOf(List<CompletionStage<T>> stages) {
        List<CompletableFuture<T>> futures =
                stages.stream().map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(done -> new ArrayList<>(
                        futures.stream().map(CompletableFuture::join).toList()));
    }

    @Override
    public void close() {
        closed = true;
        StatefulRedisConnection<String, String> last = connection.getAndSet(null);
        if (last != null) {
            last.close();
        }
    }

    private record RefusedConnect(RedisException error, long atNanos) {}
}
