package io.ragline.bench.queue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection of the benchmark's own, for looking at Redis from outside. */
final class RedisConsole implements AutoCloseable {
    private static final long SLOW_LOG_MICROS = 200;
    private static final int SLOW_LOG_LENGTH = 50_000;
    private static final int LOOKS_AT_MEMORY = 10;
    private static final long PAUSE_BETWEEN_LOOKS_MS = 200;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RedisConsole(BenchRedis redis) {
        client = RedisClient.create(redis.uri());
        // emptying a full store takes a while
        connection = client.connect();
        connection.setTimeout(Duration.ofMinutes(2));
    }

    RedisCommands<String, String> commands() {
        return connection.sync();
    }

    String version() {
        return info("server", "redis_version");
    }

    /** Without the buffers that commands need, which Redis gives back a moment later. */
    long usedMemoryAtRest() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS_AT_MEMORY; look++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_BETWEEN_LOOKS_MS);
            least = Math.min(least, Long.parseLong(info("memory", "used_memory")));
        }
        return least;
    }

    private String info(String section, String field) {
        return field(commands().info(section), field);
    }

    static String field(String info, String field) {
        Matcher found =
                Pattern.compile("(?m)^" + Pattern.quote(field) + ":(.*?)\\r?$").matcher(info);
        if (!found.find()) {
            throw new IllegalStateException("Redis does not tell its " + field);
        }
        return found.group(1);
    }

    /** From now on, for {@link #commandTimes} and {@link #longestStall}. */
    void watch() {
        commands().configSet("slowlog-log-slower-than", Long.toString(SLOW_LOG_MICROS));
        commands().configSet("slowlog-max-len", Integer.toString(SLOW_LOG_LENGTH));
        commands().slowlogReset();
        commands().configSet("latency-monitor-threshold", "1");
        latency("RESET", new IntegerOutput<>(StringCodec.UTF8));
    }

    /** The longest time that Redis stood still other than for a command, such as to fork for rewriting its file. */
    Stall longestStall() {
        List<Object> events = latency("LATEST", new NestedMultiOutput<>(StringCodec.UTF8));
        return events.stream()
                .map(event -> Stall.of((List<?>) event))
                .filter(stall -> !stall.isCommand())
                .max(Comparator.comparingLong(Stall::ms))
                .orElse(Stall.NONE);
    }

    private <T> T latency(String what, CommandOutput<String, String, T> output) {
        return commands().dispatch(Latency.LATENCY, output, new CommandArgs<>(StringCodec.UTF8).add(what));
    }

    /** How long commands took since {@link #watch}, by Redis' own slow log, which leaves the quickest out. */
    Waits commandTimes() {
        List<Long> nanos = new ArrayList<>(List.of(SLOW_LOG_MICROS * 1000));
        for (Object entry : commands().slowlogGet(SLOW_LOG_LENGTH)) {
            nanos.add((Long) ((List<?>) entry).get(2) * 1000);
        }
        return new Waits(nanos);
    }

    /** Lettuce has no name for it. */
    private enum Latency implements ProtocolKeyword {
        LATENCY;

        @Override
        public byte[] getBytes() {
            return name().getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
