package io.ragline.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model answered when a worker looked last.
 *
 * @param reachable whether its server answered and accepts the key
 * @param checkedAt when that was
 * @param detail what is wrong, for people; null if nothing is
 */
public record ModelState(
        boolean reachable, Instant checkedAt, @Nullable String detail) {}
