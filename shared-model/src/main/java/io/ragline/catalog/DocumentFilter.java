package io.ragline.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a collection.
 *
 * @param filename exactly; null for any
 * @param externalId exactly; null for any
 * @param sha256 of the content of any of its versions; null for any
 */
public record DocumentFilter(
        UUID collectionId,
        @Nullable String filename,
        @Nullable String externalId,
        @Nullable String sha256) {
    public DocumentFilter {
        Objects.requireNonNull(collectionId);
    }

    record Condition(String hql, Map<String, Object> parameters) {}

    Condition condition(UUID tenantId, @Nullable UUID before) {
        StringBuilder hql =
                new StringBuilder("tenantId = :tenant and collectionId = :collection and deletedAt is null");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenantId);
        parameters.put("collection", collectionId);
        add(hql, parameters, " and filename = :filename", "filename", filename);
        add(hql, parameters, " and externalId = :externalId", "externalId", externalId);
        add(
                hql,
                parameters,
                " and id in (select v.documentId from DocumentVersionEntity v where v.sha256 = :sha256)",
                "sha256",
                sha256);
        add(hql, parameters, " and id < :before", "before", before);
        return new Condition(hql.toString(), parameters);
    }

    private static void add(
            StringBuilder hql, Map<String, Object> parameters, String condition, String name, @Nullable Object value) {
        if (value != null) {
            hql.append(condition);
            parameters.put(name, value);
        }
    }
}
