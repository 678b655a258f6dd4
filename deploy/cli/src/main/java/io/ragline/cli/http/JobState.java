package io.ragline.cli.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a job stands. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    REJECTED,
    /** A word that this version of the command does not know. */
    UNKNOWN;

    static JobState of(@Nullable String status) {
        for (JobState state : values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(status)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    public boolean isFinal() {
        return switch (this) {
            case QUEUED, RUNNING, UNKNOWN -> false;
            case SUCCEEDED, FAILED, CANCELLED, REJECTED -> true;
        };
    }
}
