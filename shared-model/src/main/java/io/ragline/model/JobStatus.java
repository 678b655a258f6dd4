package io.ragline.model;

import java.util.Locale;

/**
 * Where an accepted job stands, as PostgreSQL keeps it.
 *
 * <pre>
 *   QUEUED ──▶ RUNNING ──▶ SUCCEEDED
 *     │  ▲        │  │
 *     │  └────────┘  ├───▶ FAILED ──▶ QUEUED (asked to retry)
 *     ├──────────────┴───▶ CANCELLED ──▶ QUEUED
 *     └──▶ REJECTED (the queue did not take it)
 * </pre>
 */
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    REJECTED;

    /** The status as JSON shows it, such as {@code queued}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more happens to the job unless somebody asks for it. */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED, REJECTED -> true;
        };
    }

    /** Whether a job may go from this status to {@code next}. */
    public boolean canBecome(JobStatus next) {
        return switch (this) {
            // FAILED: as poison, before it is run once more
            case QUEUED -> next != QUEUED && next != SUCCEEDED;
            // RUNNING again: another attempt takes over from a worker that died
            case RUNNING -> next != REJECTED;
            case FAILED, CANCELLED -> next == QUEUED;
            case SUCCEEDED, REJECTED -> false;
        };
    }
}
