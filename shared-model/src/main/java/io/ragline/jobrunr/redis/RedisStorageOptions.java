package io.ragline.jobrunr.redis;

import io.lettuce.core.SslOptions;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a {@link RedisStorageProvider} behaves.
 *
 * @param keyPrefix starts every key; must hold one hash tag, such as {@code {rq}:}, so that Redis Cluster keeps the whole
 *     queue in one slot and the scripts stay atomic
 * @param reservationTimeout how long a server has to save a job that it reserved as PROCESSING before the job goes back
 *     to the queue. Too short is safe (the second save loses), only wasteful
 * @param rideOut how long a call goes on trying while Redis is away. JobRunr stops a server for good when one heartbeat
 *     fails, so let this outlast a restart of Redis; short where a caller waits
 * @param commandTimeout how long Redis may take to answer one command before the connection is taken for dead
 * @param minPollInterval the shortest JobRunr poll interval to accept
 * @param maxJobsPerScript the most jobs that one script call saves, claims or deletes; bounds how long Redis serves
 *     nobody else. Saving takes about 20 µs a job; more than 50 a script do not make it faster
 * @param tls whom to trust and what to show when the address asks for TLS
 */
public record RedisStorageOptions(
        String keyPrefix,
        Duration reservationTimeout,
        Duration rideOut,
        Duration commandTimeout,
        Duration minPollInterval,
        int maxJobsPerScript,
        SslOptions tls) {

    private static final Pattern ONE_HASH_TAG = Pattern.compile("[^{}]*\\{[^{}]+}[^{}]*");

    public RedisStorageOptions {
        if (!ONE_HASH_TAG.matcher(keyPrefix).matches()) {
            throw new IllegalArgumentException("keyPrefix '" + keyPrefix + "' holds no single hash tag like {rq}");
        }
        requireAtLeast(Duration.ofMillis(100), reservationTimeout, "reservationTimeout");
        requireAtLeast(Duration.ZERO, rideOut, "rideOut");
        requireAtLeast(Duration.ofMillis(10), commandTimeout, "commandTimeout");
        requireAtLeast(Duration.ofMillis(1), minPollInterval, "minPollInterval");
        if (maxJobsPerScript < 1 || maxJobsPerScript > 1000) {
            throw new IllegalArgumentException("maxJobsPerScript " + maxJobsPerScript + " is not within 1..1000");
        }
    }

    public static RedisStorageOptions defaults() {
        return new RedisStorageOptions(
                "{rq}:",
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                100,
                SslOptions.create());
    }

    public RedisStorageOptions withKeyPrefix(String prefix) {
        return new RedisStorageOptions(
                prefix, reservationTimeout, rideOut, commandTimeout, minPollInterval, maxJobsPerScript, tls);
    }

    public RedisStorageOptions withReservationTimeout(Duration timeout) {
        return new RedisStorageOptions(
                keyPrefix, timeout, rideOut, commandTimeout, minPollInterval, maxJobsPerScript, tls);
    }

    public RedisStorageOptions withRideOut(Duration duration) {
        return new RedisStorageOptions(
                keyPrefix, reservationTimeout, duration, commandTimeout, minPollInterval, maxJobsPerScript, tls);
    }

    public RedisStorageOptions withCommandTimeout(Duration timeout) {
        return new RedisStorageOptions(
                keyPrefix, reservationTimeout, rideOut, timeout, minPollInterval, maxJobsPerScript, tls);
    }

    public RedisStorageOptions withTls(SslOptions files) {
        return new RedisStorageOptions(
                keyPrefix, reservationTimeout, rideOut, commandTimeout, minPollInterval, maxJobsPerScript, files);
    }

    private static void requireAtLeast(Duration least, Duration value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " " + value + " is less than " + least);
        }
    }
}
