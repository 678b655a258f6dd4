package io.ragline.worker.rerank;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.GuardOptions;
import java.time.Duration;
import java.util.List;

/**
 * Asks a reranker with care, see {@link Guard}. Never a second time for the same question: somebody waits, and the fused order is
 * good.
 */
public final class GuardedReranker implements Reranker, AutoCloseable, MeterBinder {
    private final Reranker reranker;
    private final Guard guard;

    /**
     * @param time for one question
     * @param atOnce how many questions it is asked about at the same time
     */
    public GuardedReranker(Reranker reranker, Duration time, int atOnce) {
        this.reranker = reranker;
        this.guard = new Guard(GuardOptions.once("rerank", atOnce, time));
    }

    @Override
    public List<Double> relevance(String question, List<String> texts) {
        try {
            return guard.call(alive -> reranker.relevance(question, texts), Guard.Caller.PATIENT);
        } catch (NotRerankedException e) {
            throw e;
        } catch (CallFailedException e) {
            throw new NotRerankedException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new NotRerankedException(
                    "it can't be asked (%s)".formatted(e.getClass().getSimpleName()), e);
        }
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        guard.bindTo(meters);
    }

    @Override
    public void close() {
        guard.close();
    }
}
