package io.ragline.worker.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.ragline.model.TokenUsage;
import io.ragline.worker.guard.CallFailedException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What calls of language models cost and how they end: {@code ragline.chat.…}. */
public final class ChatMetrics {
    private final MeterRegistry meters;

    public ChatMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Measures a call with all its tries. */
    Completion call(String model, Supplier<Completion> call) {
        long start = System.nanoTime();
        String outcome = "stopped";
        try {
            Completion completion = call.get();
            outcome = completion.complete() ? "answered" : "cut";
            tokens(model, completion.usage());
            return completion;
        } catch (ChatFailedException e) {
            outcome = reason(e);
            tokens(model, e.spent());
            throw e;
        } finally {
            meters.timer("ragline.chat.calls", "model", model, "outcome", outcome)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private void tokens(String model, TokenUsage usage) {
        meters.counter("ragline.chat.tokens", "model", model, "kind", "prompt").increment(usage.promptTokens());
        meters.counter("ragline.chat.tokens", "model", model, "kind", "completion")
                .increment(usage.completionTokens());
    }

    void firstToken(String model, long nanos) {
        meters.timer("ragline.chat.first.token", "model", model).record(nanos, TimeUnit.NANOSECONDS);
    }

    void again(String model, RuntimeException why) {
        meters.counter("ragline.chat.retries", "model", model, "reason", reason(why))
                .increment();
    }

    /** It asked for patience: all workers leave it alone for a while. */
    void held(String model) {
        meters.counter("ragline.chat.holds", "model", model).increment();
    }

    void fallback(String model, String fallback) {
        meters.counter("ragline.chat.fallbacks", "model", model, "fallback", fallback)
                .increment();
    }

    private static String reason(RuntimeException why) {
        return switch (why) {
            case ChatFailedException failed -> failed.reason().name().toLowerCase(Locale.ROOT);
            case CallFailedException failed -> failed.reason().name().toLowerCase(Locale.ROOT);
            default -> "unknown";
        };
    }
}
