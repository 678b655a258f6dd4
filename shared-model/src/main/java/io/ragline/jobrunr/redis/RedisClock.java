package io.ragline.jobrunr.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates between this machine's clock, by which JobRunr lives, and the clock of Redis, by which everything is
 * stored. So a server whose clock is wrong neither looks dead to others nor takes them for dead. Stored instants are
 * microseconds.
 */
final class RedisClock {

    private static final Duration MEASURED_EVERY = Duration.ofSeconds(10);
    /** What is below cannot be told from the time that the measuring itself takes. */
    private static final Duration NOISE = Duration.ofMillis(20);

    private final RedisLink link;
    private final InstantSource clock;
    private volatile @Nullable Measurement last;

    RedisClock(RedisLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    long toRedis(Instant instant) {
        return micros(instant.plus(ahead()));
    }

    Instant fromRedis(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).minus(ahead());
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** How far the clock of Redis is ahead of ours. */
    private Duration ahead() {
        Measurement known = last;
        if (known == null || System.nanoTime() - known.atNanos > MEASURED_EVERY.toNanos()) {
            known = measure();
            last = known;
        }
        return known.ahead;
    }

    private Measurement measure() {
        return link.call(redis -> {
            Instant sent = clock.instant();
            return redis.time().thenApply(time -> {
                Duration roundTrip = Duration.between(sent, clock.instant());
                Duration ahead = Duration.between(sent.plus(roundTrip.dividedBy(2)), instant(time));
                boolean noise = ahead.abs().compareTo(NOISE.plus(roundTrip)) < 0;
                return new Measurement(System.nanoTime(), noise ? Duration.ZERO : ahead);
            });
        });
    }

    private static Instant instant(List<String> secondsAndMicros) {
        return Instant.ofEpochSecond(Long.parseLong(secondsAndMicros.get(0)))
                .plus(Long.parseLong(secondsAndMicros.get(1)), ChronoUnit.MICROS);
    }

    private record Measurement(long atNanos, Duration ahead) {}
}
