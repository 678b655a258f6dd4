package io.ragline.worker.cache;

import io.ragline.worker.cache.CacheMetrics.Asked;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has work whose outcome goes into a cache done once when many want it at the same time, in whatever worker process.
 *
 * <pre>
 *   kept ──────────────────────────────► take it
 *   not kept, nobody at it ──► lease ──► work it out, keep it, end the lease
 *   not kept, another at it ──► a place to wait? ──► look again until it is kept, or the lease has ended: then as above
 *                             └─ none ──────────► come back later
 * </pre>
 *
 * A lease holds for seconds and is prolonged while its holder works, so that a holder that died is noticed. It is no lock: whoever
 * lost it goes on, and the worst is that something is worked out twice. Whoever has seen two holders end without an outcome works
 * for himself, so that work that fails is not done one after the other. Places are limited, as whoever waits has a thread of those
 * that others need for other work.
 */
public final class SharedWork implements AutoCloseable {
    private static final int MOST_HOLDERS = 2;
    private static final long FIRST_LOOK_MILLIS = 20;
    private static final long LAST_LOOK_MILLIS = 200;

    private final RedisCache cache;
    private final Duration hold;
    private final Semaphore places;
    private final ScheduledExecutorService prolonging = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("prolong-leases").factory());

    /**
     * @param hold how long a lease holds after its holder has died
     * @param places how many may wait here at the same time
     */
    SharedWork(RedisCache cache, Duration hold, int places) {
        this.cache = cache;
        this.hold = hold;
        this.places = new Semaphore(places);
    }

    /** What is kept, or the work to do. Close it when the work is done, whether it succeeded or not. */
    public final class Turn implements AutoCloseable {
        private final String name;
        private final byte @Nullable [] value;
        private final @Nullable String token;
        private final @Nullable Future<?> prolonged;

        private Turn(String name, byte @Nullable [] value, @Nullable String token) {
            this.name = name;
            this.value = value;
            this.token = token;
            long every = hold.toMillis() / 3;
            this.prolonged = token == null
                    ? null
                    : prolonging.scheduleWithFixedDelay(
                            () -> cache.hold(name, token, hold), every, every, TimeUnit.MILLISECONDS);
        }

        /** What is kept; null if it has to be worked out. */
        public byte @Nullable [] value() {
            return value;
        }

        /** Keeps what was worked out: those who wait have it at once. */
        public void put(byte[] outcome) {
            cache.put(name, outcome);
        }

        @Override
        public void close() {
            if (prolonged != null && token != null) {
                prolonged.cancel(false);
                cache.hold(name, token, Duration.ZERO);
            }
        }
    }

    /**
     * Waits until the entry is kept or it's the caller's turn to work it out.
     *
     * @param check asked several times a second; what it throws ends the waiting
     * @param waits whether to wait even where there is no place left
     * @throws CrowdedException if there is none
     * @throws CancellationException if the thread is interrupted
     */
    public Turn take(String name, boolean waits, Runnable check) {
        Place place = new Place();
        try {
            return take(name, waits, check, place);
        } finally {
            place.leave();
        }
    }

    private Turn take(String name, boolean waits, Runnable check, Place place) {
        String token = UUID.randomUUID().toString();
        Set<String> holders = new HashSet<>();
        Consumer<Asked> tell = result -> cache.metrics().asked(result, 1);
        for (long pause = FIRST_LOOK_MILLIS; ; pause = Math.min(LAST_LOOK_MILLIS, pause * 3 / 2)) {
            switch (cache.claim(name, token, hold)) {
                case RedisCache.Claim.Kept(byte[] value) -> {
                    tell.accept(holders.isEmpty() ? Asked.HIT : Asked.SHARED);
                    return new Turn(name, value, null);
                }
                case RedisCache.Claim.Mine() -> {
                    tell.accept(Asked.MISS);
                    return new Turn(name, null, token);
                }
                case RedisCache.Claim.Unknown() -> {
                    tell.accept(Asked.MISS);
                    return new Turn(name, null, null);
                }
                case RedisCache.Claim.Held(String by) -> {
                    if (!place.isTaken() && !waits) {
                        tell.accept(Asked.PUT_OFF);
                        throw new CrowdedException();
                    }
                    holders.add(by);
                    if (holders.size() > MOST_HOLDERS) {
                        tell.accept(Asked.MISS);
                        return new Turn(name, null, null);
                    }
                }
            }
            check.run();
            pause(pause);
        }
    }

    /** To wait at, if there is one; for one thread. */
    private final class Place {
        private boolean taken;

        boolean isTaken() {
            taken = taken || places.tryAcquire();
            return taken;
        }

        void leave() {
            if (taken) {
                places.release();
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while somebody else worked out the same");
        }
    }

    @Override
    public void close() {
        prolonging.shutdownNow();
    }
}
