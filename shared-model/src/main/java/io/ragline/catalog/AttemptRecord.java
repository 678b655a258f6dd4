package io.ragline.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A start of a job and how it ended, as it is remembered.
 *
 * @param number from 1
 * @param worker who ran it
 * @param endedAt null while it runs, and until somebody notices that its worker has died
 * @param outcome an {@link io.ragline.model.AttemptOutcome}'s id
 * @param stages JSON: milliseconds by {@link io.ragline.model.Stage}
 */
public record AttemptRecord(
        int number,
        String worker,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String errorCode,
        @Nullable String errorDetail,
        String stages) {}
