package io.ragline.catalog;

import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's jobs are meant; what is null or empty does not narrow.
 *
 * @param statuses any of these
 * @param collection one that the job asks or changes
 * @param errorCode the code that it failed with
 * @param since accepted at or after
 * @param until accepted before
 */
public record JobFilter(
        Set<JobStatus> statuses,
        @Nullable Lane lane,
        @Nullable JobKind kind,
        @Nullable UUID collection,
        @Nullable UUID batchId,
        @Nullable String errorCode,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** All jobs. */
    public static final JobFilter ALL = new JobFilter(Set.of(), null, null, null, null, null, null, null);

    public JobFilter {
        statuses = Set.copyOf(statuses);
    }

    public JobFilter withStatuses(Set<JobStatus> others) {
        return new JobFilter(others, lane, kind, collection, batchId, errorCode, since, until);
    }

    /**
     * The condition in HQL, with its parameters.
     *
     * @param within the only collections that the jobs may name; null for whatever they name
     */
    Condition condition(Reach reach, @Nullable Set<UUID> within, @Nullable UUID before) {
        Condition condition = new Condition();
        condition.and("tenantId = :tenant", "tenant", reach.tenantId());
        if (within != null) {
            condition.and("array_includes(:within, collections)", "within", within.toArray(UUID[]::new));
            // what names no collection is between its own key and the admins
            condition.and("(array_length(collections) > 0 or keyId = :key)", "key", reach.keyId());
        }
        condition.and("id < :before", "before", before);
        condition.and("status in :statuses", "statuses", statuses.isEmpty() ? null : statuses);
        condition.and("lane = :lane", "lane", lane == null ? null : lane.id());
        condition.and("kind = :kind", "kind", kind);
        condition.and("array_contains(collections, :collection)", "collection", collection);
        condition.and("batchId = :batch", "batch", batchId);
        condition.and("errorCode = :code", "code", errorCode);
        condition.and("createdAt >= :since", "since", since);
        condition.and("createdAt < :until", "until", until);
        return condition;
    }

    /** Parts joined by and; a part whose value is null is left out. */
    static final class Condition {
        private final List<String> parts = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        private void and(String part, String name, @Nullable Object value) {
            if (value != null) {
                parts.add(part);
                parameters.put(name, value);
            }
        }

        String hql() {
            return String.join(" and ", parts);
        }

        Map<String, Object> parameters() {
            return parameters;
        }
    }
}
