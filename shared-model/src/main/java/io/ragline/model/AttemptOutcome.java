package io.ragline.model;

import java.util.Locale;

/** How one attempt at a job ended. */
public enum AttemptOutcome {
    SUCCEEDED,
    /** The job failed with it. */
    FAILED,
    /** It failed in a way that may pass, or could not be made just now; the job waits for another. */
    PUT_OFF,
    /** Its worker stopped; the job went back to the queue. */
    HANDED_BACK,
    /** Its worker died. */
    DIED,
    /** The job was cancelled while it ran. */
    CANCELLED,
    /** Another attempt took over while it was cut off. */
    SUPERSEDED;

    /** The outcome's name in JSON and in the database, such as {@code put-off}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
