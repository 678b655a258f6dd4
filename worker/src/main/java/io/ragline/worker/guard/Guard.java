package io.ragline.worker.guard;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ragline.worker.guard.CallFailedException.Reason;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service with care, see {@link GuardOptions}. A call runs in a thread of its own, while the thread that wants it asks its
 * {@link Caller} several times a second whether it is still wanted; a call that is not is interrupted, which closes its connection.
 */
public final class Guard implements AutoCloseable, MeterBinder {
    private static final Duration SLICE = Duration.ofMillis(20);
    private static final int CALLS_LOOKED_AT = 10;
    private static final int FEWEST_CALLS = 5;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final GuardOptions options;
    private final BulkheadRegistry bulkheads;
    private final Bulkhead bulkhead;
    private final CircuitBreakerRegistry breakers;
    private final CircuitBreaker breaker;
    private final AtomicLong openedAt = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** One try. Can be interrupted. */
    @FunctionalInterface
    public interface Call<T> {
        /** @param alive to be run whenever the service has shown that it works on it */
        T make(Runnable alive) throws Exception;
    }

    /** Whoever waits for a call. */
    @FunctionalInterface
    public interface Caller {
        /** Waits until the end. */
        Caller PATIENT = () -> {};

        /** Asked several times a second; what it throws ends the call, and is what the call ends with. */
        void check();

        /** A try has failed and there is another. */
        default void again(RuntimeException why) {}
    }

    public Guard(GuardOptions options) {
        this.options = options;
        this.bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(options.atOnce())
                .maxWaitDuration(SLICE)
                .build());
        this.bulkhead = bulkheads.bulkhead(options.name());
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_LOOKED_AT)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .waitDurationInOpenState(LEFT_ALONE)
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordException(Guard::isTrouble)
                .ignoreException(e -> !isTrouble(e))
                .build());
        this.breaker = breakers.circuitBreaker(options.name());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openedAt.set(System.nanoTime());
            }
        });
    }

    private static boolean isTrouble(Throwable e) {
        return e instanceof ServiceFailure failure && failure.isTrouble();
    }

    /**
     * Calls, as often as it takes.
     *
     * @throws CallFailedException if the service is left alone, crowded or too slow
     * @throws RuntimeException what the last try, or the caller's check, failed with
     */
    public <T> T call(Call<T> call, Caller caller) {
        enter(caller, System.nanoTime() + options.queue().toNanos());
        try {
            return calls(call, caller, System.nanoTime() + options.time().toNanos());
        } finally {
            bulkhead.onComplete();
        }
    }

    /**
     * Calls once, for whoever can do without. That it took longer is no failure of the service's.
     *
     * @param within for the call and waiting for its turn
     * @throws CallFailedException if the service is left alone, crowded or too slow
     * @throws RuntimeException what the try, or the caller's check, failed with
     */
    public <T> T once(Call<T> call, Caller caller, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        enter(caller, deadline);
        try {
            return permitted(call, caller, deadline, e -> System.nanoTime() - deadline < 0);
        } finally {
            bulkhead.onComplete();
        }
    }

    private void enter(Caller caller, long until) {
        while (!bulkhead.tryAcquirePermission()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("Interrupted while waiting for " + options.name());
            }
            caller.check();
            if (System.nanoTime() - until >= 0) {
                throw new CallFailedException(Reason.RATE_LIMITED, "too many calls wait for it", null, null);
            }
        }
    }

    private <T> T calls(Call<T> call, Caller caller, long deadline) {
        for (int tries = 1; ; tries++) {
            try {
                return permitted(call, caller, deadline, e -> true);
            } catch (RuntimeException e) {
                Duration pause = tries < options.tries() ? pause(tries, e) : null;
                if (pause == null || System.nanoTime() + pause.toNanos() - deadline >= 0) {
                    throw e;
                }
                caller.again(e);
                sleep(pause, caller);
            }
        }
    }

    /** Before the next try; null if there is none. */
    private @Nullable Duration pause(int tries, RuntimeException why) {
        if (!(why instanceof ServiceFailure failure) || !failure.mayPass()) {
            return null;
        }
        long backOff = options.pause().toMillis() << tries - 1;
        Duration pause =
                Duration.ofMillis(backOff / 2 + ThreadLocalRandom.current().nextLong(backOff / 2 + 1));
        Duration asked = failure.retryAfter();
        if (asked == null) {
            return pause;
        }
        return asked.compareTo(options.longestPause()) > 0 ? null : asked.compareTo(pause) > 0 ? asked : pause;
    }

    private static void sleep(Duration pause, Caller caller) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos(); left > 0; left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, SLICE.toNanos()));
                caller.check();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** @param counts whether a failure is one of the service's */
    private <T> T permitted(Call<T> call, Caller caller, long deadline, Predicate<Throwable> counts) {
        if (!breaker.tryAcquirePermission()) {
            throw leftAlone();
        }
        long start = System.nanoTime();
        try {
            T result = watched(call, caller, deadline);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return result;
        } catch (RuntimeException | Error e) {
            if (counts.test(e)) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            } else {
                breaker.releasePermission();
            }
            throw e;
        }
    }

    private CallFailedException leftAlone() {
        Duration left = LEFT_ALONE.minusNanos(System.nanoTime() - openedAt.get());
        // half open: somebody else is trying it right now
        Duration retryAfter = left.isPositive() ? left : Duration.ofSeconds(1);
        return new CallFailedException(
                Reason.LEFT_ALONE, "it failed several times in a row and is left alone for a while", retryAfter, null);
    }

    private <T> T watched(Call<T> call, Caller caller, long deadline) {
        AtomicLong alive = new AtomicLong(System.nanoTime());
        Future<T> running = threads.submit(() -> call.make(() -> alive.set(System.nanoTime())));
        try {
            while (true) {
                try {
                    return running.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    caller.check();
                    long now = System.nanoTime();
                    if (now - alive.get() > options.silence().toNanos() || now - deadline >= 0) {
                        throw new CallFailedException(Reason.TIMED_OUT, "it took too long", null, null);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            running.cancel(true);
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            case null, default ->
                new CallFailedException(
                        Reason.UNAVAILABLE,
                        "it can't be asked (%s)"
                                .formatted(
                                        cause == null
                                                ? "no cause"
                                                : cause.getClass().getSimpleName()),
                        null,
                        cause);
        };
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("Interrupted during a call");
    }

    /** The state of the circuit and the places that are free, by resilience4j's names, tagged with the name. */
    @Override
    public void bindTo(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
