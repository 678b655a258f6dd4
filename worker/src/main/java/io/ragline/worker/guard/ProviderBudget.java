package io.ragline.worker.guard;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.ragline.worker.guard.CallFailedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * What a provider allows all workers together: so many requests and so many tokens within any window, by a log in Redis
 * ({@code budget-reserve.lua}) and Redis' clock. Each configured model has a budget of its own, by its name, as providers count by
 * model; two entries for the same model at the same provider share nothing.
 *
 * <p>Where a provider asks for patience, all workers leave it alone until then, whether it has limits or not.
 *
 * <p>Tokens are taken by an estimate before a call and corrected behind it. While Redis is away calls are made without a budget: that
 * a provider refuses some is better than no answers at all.
 */
public final class ProviderBudget {
    /** What a provider counts a minute by. */
    public static final Duration MINUTE = Duration.ofMinutes(1);

    /** Nobody is left alone for longer, whatever he asks for: whether he still means it is worth a call now and then. */
    public static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    /** The longest that those wait who do not come back all at once. */
    public static final Duration LONGEST_PUT_OFF = LONGEST_HOLD.plus(LONGEST_HOLD.dividedBy(4));

    /** Requests take their time to the provider, not all the same: it must not see two windows' worth in one. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);

    /** For longer than this nobody waits with a worker's thread. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(ProviderBudget.class);
    private static final String RESERVE = read("budget-reserve");
    private static final String CORRECT = read("budget-correct");
    private static final String HOLD = read("budget-hold");

    private final StatefulRedisConnection<String, String> redis;
    private final String name;
    private final Limits limits;
    private final Duration window;
    private final String log;
    private final String tokens;
    private final String held;
    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * How much is allowed within a window.
     *
     * @param requests 0 for any number
     * @param tokens 0 for any number
     */
    public record Limits(int requests, int tokens) {
        public static final Limits NONE = new Limits(0, 0);

        public Limits {
            if (requests < 0 || tokens < 0) {
                throw new IllegalArgumentException(
                        "Limits of a provider are at least 0, not %d and %d".formatted(requests, tokens));
            }
        }
    }

    /**
     * @param name by which all workers know this budget
     * @param window within which the limits hold
     */
    public ProviderBudget(StatefulRedisConnection<String, String> redis, String name, Limits limits, Duration window) {
        this.redis = redis;
        this.name = name;
        this.limits = limits;
        this.window = window.plus(ON_THE_WAY);
        this.log = "{budget-%s}:log".formatted(name);
        this.tokens = "{budget-%s}:tokens".formatted(name);
        this.held = "{budget-%s}:held".formatted(name);
    }

    /** A request's share. */
    public interface Share {
        /** There is no budget to take from. */
        Share NONE = tokens -> {};

        /** So many tokens it was in the end. */
        void took(int tokens);
    }

    /** Whether tokens are counted at all. */
    public boolean limitsTokens() {
        return limits.tokens() > 0;
    }

    /**
     * Takes a request's share, waiting for it up to two seconds. Can be interrupted.
     *
     * @param estimate of its tokens; more than a window allows counts as all of them
     * @throws CallFailedException {@code RATE_LIMITED} if it would take longer
     */
    public Share take(int estimate) {
        int wanted = limits.tokens() == 0 ? estimate : Math.min(estimate, limits.tokens());
        String id = UUID.randomUUID().toString();
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (true) {
                long reply = limits.equals(Limits.NONE) ? -heldMicros() : reserve(id, wanted);
                if (reply == 0) {
                    back();
                    return limits.equals(Limits.NONE) ? Share.NONE : used -> correct(id, used);
                }
                long micros = Math.abs(reply);
                if (System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros) - until > 0) {
                    throw notNow(
                            Duration.of(micros, ChronoUnit.MICROS),
                            reply < 0 ? "it has asked for patience" : "what it allows in a minute is used up");
                }
                TimeUnit.MICROSECONDS.sleep(micros + ThreadLocalRandom.current().nextInt(2_000));
            }
        } catch (RedisException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("Interrupted while waiting for the budget of " + name);
            }
            gone(e);
            return Share.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for the budget of " + name);
        }
    }

    private CallFailedException notNow(Duration wait, String why) {
        // not all at the same time: most of those who wait would only be told to wait again
        Duration spread = Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 100));
        return new CallFailedException(Reason.RATE_LIMITED, why, wait.plus(spread), null);
    }

    /**
     * The provider has asked for patience: all workers leave it alone meanwhile.
     *
     * @param time at most {@link #LONGEST_HOLD} of it counts
     */
    public void hold(Duration time) {
        Duration most = time.compareTo(LONGEST_HOLD) < 0 ? time : LONGEST_HOLD;
        if (most.toMillis() < 1) {
            return;
        }
        try {
            this.<Object>run(HOLD, ScriptOutputType.STATUS, new String[] {held}, Long.toString(most.toMillis()));
        } catch (RedisException e) {
            gone(e);
        }
    }

    private long heldMicros() {
        return Math.max(0, TimeUnit.MILLISECONDS.toMicros(redis.sync().pttl(held)));
    }

    private long reserve(String id, int wanted) {
        return this.<Long>run(
                RESERVE,
                ScriptOutputType.INTEGER,
                new String[] {log, tokens, held},
                id,
                Integer.toString(wanted),
                Long.toString(window.toNanos() / 1_000),
                Integer.toString(limits.requests()),
                Integer.toString(limits.tokens()));
    }

    private void correct(String id, int used) {
        try {
            this.<Object>run(CORRECT, ScriptOutputType.STATUS, new String[] {tokens}, id, Integer.toString(used));
        } catch (RedisException e) {
            gone(e);
        }
    }

    private <T> T run(String script, ScriptOutputType reply, String[] keys, String... arguments) {
        RedisCommands<String, String> commands = redis.sync();
        try {
            return commands.evalsha(commands.digest(script), reply, keys, arguments);
        } catch (RedisNoScriptException e) {
            return commands.eval(script, reply, keys, arguments);
        }
    }

    /** @throws RedisException if Redis does answer, but can't make sense of what it was told */
    private void gone(RedisException e) {
        if (e instanceof RedisCommandExecutionException
                && String.valueOf(e.getMessage()).startsWith("ERR")) {
            throw e;
        }
        if (away.compareAndSet(false, true)) {
            LOG.warnf(
                    "The provider of %s is called without a budget while Redis does not answer: %s",
                    name, e.getMessage());
        }
    }

    private void back() {
        if (away.compareAndSet(true, false)) {
            LOG.infof("The provider of %s is called within its budget again", name);
        }
    }

    private static String read(String script) {
        try (InputStream file = ProviderBudget.class.getResourceAsStream(script + ".lua")) {
            if (file == null) {
                throw new IllegalStateException(script + ".lua is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
