package io.ragline.worker.rerank;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * Asks a reranker with care: so many at once, each with a time limit, and for a while not at all when it failed time and again.
 * Never a second time for the same question: somebody waits, and the fused order is good.
 */
public final class GuardedReranker implements Reranker, AutoCloseable {
    private static final String NAME = "rerank";
    private static final int CALLS_LOOKED_AT = 10;
    private static final int FEWEST_CALLS = 5;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final Reranker reranker;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final TimeLimiter limiter;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param time for one question
     * @param atOnce how many questions it is asked about at the same time
     */
    public GuardedReranker(Reranker reranker, Duration time, int atOnce) {
        this.reranker = reranker;
        this.bulkhead = Bulkhead.of(
                NAME,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atOnce)
                        .maxWaitDuration(time)
                        .build());
        this.breaker = CircuitBreaker.of(
                NAME,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_LOOKED_AT)
                        .minimumNumberOfCalls(FEWEST_CALLS)
                        .waitDurationInOpenState(LEFT_ALONE)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
        this.limiter = TimeLimiter.of(
                NAME,
                TimeLimiterConfig.custom()
                        .timeoutDuration(time)
                        .cancelRunningFuture(true)
                        .build());
    }

    @Override
    public List<Double> relevance(String question, List<String> texts) {
        CheckedSupplier<List<Double>> timed =
                () -> limiter.executeFutureSupplier(() -> threads.submit(() -> reranker.relevance(question, texts)));
        CheckedSupplier<List<Double>> guarded =
                Bulkhead.decorateCheckedSupplier(bulkhead, CircuitBreaker.decorateCheckedSupplier(breaker, timed));
        try {
            return guarded.get();
        } catch (NotRerankedException e) {
            throw e;
        } catch (CallNotPermittedException e) {
            throw new NotRerankedException("it failed several times in a row and is left alone for a while", e);
        } catch (BulkheadFullException e) {
            throw new NotRerankedException("too many questions wait for it", e);
        } catch (TimeoutException e) {
            throw new NotRerankedException("it took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotRerankedException("it was interrupted", e);
        } catch (Throwable e) {
            throw new NotRerankedException(
                    "it can't be asked (%s)".formatted(e.getClass().getSimpleName()), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
