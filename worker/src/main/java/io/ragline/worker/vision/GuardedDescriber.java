package io.ragline.worker.vision;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/**
 * Asks a describer with care: so many at once, each with a time limit; again when it may help, not before the other side
 * asked for; and for a while not at all when it failed time and again.
 */
public final class GuardedDescriber implements ImageDescriber, AutoCloseable {
    private static final String NAME = "vision";
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    /** Whoever asks to be left alone for longer than this is not asked again for the same image. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(10);
    private static final int CALLS_LOOKED_AT = 10;
    private static final int FEWEST_CALLS = 5;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final ImageDescriber describer;
    private final Bulkhead bulkhead;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final TimeLimiter limiter;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param time for one try
     * @param atOnce how many images it is asked about at the same time
     */
    public GuardedDescriber(ImageDescriber describer, Duration time, int atOnce) {
        this.describer = describer;
        this.bulkhead = Bulkhead.of(
                NAME,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atOnce)
                        .maxWaitDuration(LONGEST_QUEUE)
                        .build());
        this.retry = Retry.of(
                NAME,
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .retryOnException(GuardedDescriber::isWorthARetry)
                        .intervalBiFunction((attempt, outcome) -> wait(attempt, outcome.getLeft()))
                        .build());
        this.breaker = CircuitBreaker.of(
                NAME,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_LOOKED_AT)
                        .minimumNumberOfCalls(FEWEST_CALLS)
                        .waitDurationInOpenState(LEFT_ALONE)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(GuardedDescriber::isTrouble)
                        .build());
        this.limiter = TimeLimiter.of(
                NAME,
                TimeLimiterConfig.custom()
                        .timeoutDuration(time)
                        .cancelRunningFuture(true)
                        .build());
    }

    private static boolean isWorthARetry(Throwable e) {
        return e instanceof NotDescribedException failed
                && failed.mayPass()
                && (failed.retryAfter() == null || failed.retryAfter().compareTo(LONGEST_WAIT) <= 0);
    }

    /** What the model as a whole is to blame for, not this image. */
    private static boolean isTrouble(Throwable e) {
        return e instanceof TimeoutException || e instanceof NotDescribedException failed && failed.mayPass();
    }

    private static long wait(int attempt, Throwable why) {
        long backOff = FIRST_WAIT.toMillis() << attempt - 1;
        long spread = backOff / 2 + ThreadLocalRandom.current().nextLong(backOff / 2 + 1);
        Duration asked = why instanceof NotDescribedException failed ? failed.retryAfter() : null;
        return asked == null ? spread : Math.max(spread, asked.toMillis());
    }

    @Override
    public String describe(byte[] png) {
        CheckedSupplier<String> timed =
                () -> limiter.executeFutureSupplier(() -> threads.submit(() -> describer.describe(png)));
        CheckedSupplier<String> guarded = Bulkhead.decorateCheckedSupplier(
                bulkhead, Retry.decorateCheckedSupplier(retry, CircuitBreaker.decorateCheckedSupplier(breaker, timed)));
        try {
            return guarded.get();
        } catch (NotDescribedException e) {
            throw e;
        } catch (CallNotPermittedException e) {
            throw new NotDescribedException("it failed several times in a row and is left alone for a while", e);
        } catch (BulkheadFullException e) {
            throw new NotDescribedException("too many images wait for it", e);
        } catch (TimeoutException e) {
            throw new NotDescribedException("it took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDescribedException("it was interrupted", e);
        } catch (Throwable e) {
            throw new NotDescribedException(
                    "it can't be asked (%s)".formatted(e.getClass().getSimpleName()), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (describer instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The client of the vision model can't be closed", e);
            }
        }
    }
}
