package io.ragline.catalog;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which usage, and what it is to be told apart by.
 *
 * @param since answered at or after
 * @param until answered before
 * @param by at least one
 * @param keyId only with that key; null for all
 */
public record UsageFilter(
        Instant since,
        Instant until,
        Set<UsageKey> by,
        @Nullable UUID keyId) {
    public UsageFilter {
        Objects.requireNonNull(since);
        Objects.requireNonNull(until);
        if (by.isEmpty()) {
            throw new IllegalArgumentException("Usage is told apart by something");
        }
        by = EnumSet.copyOf(by); // in the order of the enum
    }
}
