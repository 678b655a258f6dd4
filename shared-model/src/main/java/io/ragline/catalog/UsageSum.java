package io.ragline.catalog;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What answering some questions took. What they are not told apart by is null.
 *
 * @param day in UTC, such as {@code 2030-01-31}
 * @param model null also where passages alone were asked for
 * @param questions that were answered
 * @param cached how many of them were answered before
 * @param estimated whether some of the tokens were counted here, since the model did not say
 * @param cost of the models that have a price; null if none has
 * @param latencies of the stages that there were
 */
public record UsageSum(
        @Nullable String day,
        @Nullable String model,
        @Nullable UUID keyId,
        long questions,
        long cached,
        long promptTokens,
        long completionTokens,
        boolean estimated,
        @Nullable Double cost,
        Map<UsageStage, Latency> latencies) {
    public UsageSum {
        latencies = Map.copyOf(latencies);
    }

    /** Milliseconds: the mean, what half and what 95 of 100 questions took at most. */
    public record Latency(double mean, double p50, double p95) {}
}
