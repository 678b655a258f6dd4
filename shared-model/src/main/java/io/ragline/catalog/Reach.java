package io.ragline.catalog;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far into a tenant whoever asks may look. What this leaves open, for collections that are for their members only, is decided
 * where the rows are, each time.
 *
 * @param keyId by which is asked; null where no key is needed
 * @param holder the first of the keys that this one took the place of, or the key itself
 * @param whole whether all of the tenant is open: to its admins
 * @param only the only collections that the key is for; null if it is not limited
 */
public record Reach(
        UUID tenantId,
        @Nullable UUID keyId,
        @Nullable UUID holder,
        boolean whole,
        @Nullable Set<UUID> only) {
    public Reach {
        Objects.requireNonNull(tenantId);
        only = only == null ? null : Set.copyOf(only);
    }

    /** All of a tenant. */
    public static Reach all(UUID tenantId) {
        return new Reach(tenantId, null, null, true, null);
    }

    /** Whether the collection can be within reach, as far as that is known without its members. */
    public boolean mayInclude(UUID collectionId) {
        return whole || only == null || only.contains(collectionId);
    }
}
