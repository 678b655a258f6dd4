package io.ragline.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.UsageStage;
import io.ragline.catalog.UsageSum;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What answering questions took.
 *
 * @param since from then on
 * @param until up to then
 */
public record UsageView(Instant since, Instant until, List<Row> rows) {

    /**
     * What some questions took. What they are not told apart by is absent.
     *
     * @param day in UTC
     * @param model absent also where passages alone were asked for
     * @param key that the questions came with; absent where none was needed
     * @param keyName what it is called
     * @param questions that were answered
     * @param cached how many of them were answered before, and took tokens for follow-up questions only
     * @param estimated whether some tokens were counted by Ragline, since the model did not say
     * @param cost of the models that have a price; absent if none has
     * @param latencies milliseconds by stage
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            @Nullable String day,
            @Nullable String model,
            @Nullable UUID key,
            @Nullable String keyName,
            long questions,
            long cached,
            long promptTokens,
            long completionTokens,
            boolean estimated,
            @Nullable Double cost,
            Map<String, Latency> latencies) {
        static Row of(UsageSum sum, Map<UUID, String> names) {
            Map<String, Latency> latencies = new LinkedHashMap<>();
            for (UsageStage stage : UsageStage.values()) {
                UsageSum.Latency latency = sum.latencies().get(stage);
                if (latency != null) {
                    latencies.put(stage.id(), Latency.of(latency));
                }
            }
            return new Row(
                    sum.day(),
                    sum.model(),
                    sum.keyId(),
                    sum.keyId() == null ? null : names.get(sum.keyId()),
                    sum.questions(),
                    sum.cached(),
                    sum.promptTokens(),
                    sum.completionTokens(),
                    sum.estimated(),
                    sum.cost() == null ? null : Math.round(sum.cost() * 1e6) / 1e6,
                    latencies);
        }
    }

    /** Milliseconds: the mean, what half of the questions took at most, what 95 of 100 did. */
    public record Latency(double mean, double p50, double p95) {
        static Latency of(UsageSum.Latency latency) {
            return new Latency(rounded(latency.mean()), rounded(latency.p50()), rounded(latency.p95()));
        }

        private static double rounded(double millis) {
            return Math.round(millis * 100) / 100.0;
        }
    }
}
