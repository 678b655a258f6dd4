package io.ragline.catalog;

import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.TokenUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What answering questions took. */
@ApplicationScoped
public class UsageRepository {
    private static final double TOKENS_OF_A_PRICE = 1_000_000;

    private final EntityManager em;

    UsageRepository(EntityManager em) {
        this.em = em;
    }

    /** Counts an answered question. Call it in the transaction that ends the job. */
    @Transactional
    void record(Attempt attempt, QueryRequest query, QueryResult result) {
        TokenUsage tokens = Objects.requireNonNullElse(result.usage(), TokenUsage.NONE);
        Query insert = em.createNativeQuery("""
                        insert into usage (job_id, tenant_id, key_id, conversation_id, model, prompt_tokens, completion_tokens,
                          estimated, cached, queue_ms, rewrite_ms, embed_ms, search_ms, rerank_ms, answer_ms, total_ms)
                        values (:job, :tenant, cast(:key as uuid), cast(:conversation as uuid), cast(:model as text), :prompt, :completion,
                          :estimated, cast(:cached as text), :queue, cast(:rewrite as float8), cast(:embed as float8),
                          cast(:search as float8), cast(:rerank as float8), cast(:answer as float8), cast(:total as float8))
                        on conflict (job_id) do nothing""")
                .setParameter("job", attempt.job().id)
                .setParameter("tenant", attempt.job().tenantId)
                .setParameter("key", attempt.job().keyId)
                .setParameter("conversation", query.conversationId())
                .setParameter("model", result.model())
                .setParameter("prompt", tokens.promptTokens())
                .setParameter("completion", tokens.completionTokens())
                .setParameter("estimated", tokens.estimated())
                .setParameter("cached", result.cached())
                .setParameter("queue", attempt.waited().toNanos() / 1e6);
        for (UsageStage stage : UsageStage.values()) {
            if (stage != UsageStage.QUEUE) {
                insert.setParameter(stage.id(), result.timings().get(stage.id()));
            }
        }
        insert.executeUpdate();
    }

    /**
     * The sums of a tenant's usage, by day (UTC), model and key as far as that is asked for, in that order.
     *
     * @param limit of rows
     */
    @Transactional
    public List<UsageSum> sums(UUID tenantId, UsageFilter filter, List<ModelPrice> prices, int limit) {
        String keys = filter.by().stream().map(UsageKey::column).collect(Collectors.joining(", "));
        String selected = List.of(UsageKey.values()).stream()
                .map(key -> filter.by().contains(key) ? key.column() : "null")
                .collect(Collectors.joining(", "));
        String stages = List.of(UsageStage.values()).stream()
                .map(stage -> "avg(%1$s), percentile_cont(array[0.5, 0.95]) within group (order by %1$s)"
                        .formatted(stage.column()))
                .collect(Collectors.joining(",\n  "));
        Query query = em.createNativeQuery("""
                        select %s, count(*), count(cached), sum(prompt_tokens), sum(completion_tokens), bool_or(estimated),
                          sum(prompt_tokens * p.prompt + completion_tokens * p.completion) / :unit,
                          %s
                        from (select *, cast((created_at at time zone 'UTC') as date) as day from usage) u
                        left join unnest(cast(:models as text[]), cast(:prompts as float8[]), cast(:completions as float8[]))
                          as p (model, prompt, completion) using (model)
                        where tenant_id = :tenant and (cast(:key as uuid) is null or key_id = :key) and created_at >= :since and created_at < :until
                        group by %s order by %s""".formatted(selected, stages, keys, keys), Tuple.class)
                .setParameter("unit", TOKENS_OF_A_PRICE)
                .setParameter("models", prices.stream().map(ModelPrice::model).toArray(String[]::new))
                .setParameter("prompts", prices.stream().map(ModelPrice::prompt).toArray(Double[]::new))
                .setParameter(
                        "completions",
                        prices.stream().map(ModelPrice::completion).toArray(Double[]::new))
                .setParameter("tenant", tenantId)
                .setParameter("key", filter.keyId())
                .setParameter("since", filter.since())
                .setParameter("until", filter.until())
                .setMaxResults(limit);
        @SuppressWarnings("unchecked")
        List<Tuple> rows = query.getResultList();
        return rows.stream().map(UsageRepository::sum).toList();
    }

    private static UsageSum sum(Tuple row) {
        Map<UsageStage, UsageSum.Latency> latencies = new EnumMap<>(UsageStage.class);
        int column = 9;
        for (UsageStage stage : UsageStage.values()) {
            @Nullable Double mean = row.get(column++, Double.class);
            Double[] percentiles = row.get(column++, Double[].class);
            if (mean != null) {
                latencies.put(stage, new UsageSum.Latency(mean, percentiles[0], percentiles[1]));
            }
        }
        return new UsageSum(
                row.get(0) == null ? null : row.get(0).toString(),
                row.get(1, String.class),
                row.get(2, UUID.class),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                number(row, 6),
                row.get(7, Boolean.class),
                row.get(8, Double.class),
                latencies);
    }

    private static long number(Tuple row, int column) {
        return ((Number) row.get(column)).longValue();
    }
}
