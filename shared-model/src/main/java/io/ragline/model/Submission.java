package io.ragline.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a job is to be run, whatever it does.
 *
 * @param priority within its lane
 * @param notBefore when it may start; null for at once
 * @param webhookUrl told when the job has ended; null for nobody
 */
public record Submission(
        JobPriority priority,
        @Nullable Instant notBefore,
        @Nullable String webhookUrl) {

    /** At once, among the others, and nobody is told. */
    public static final Submission STANDARD = new Submission(JobPriority.NORMAL, null, null);

    public Submission {
        Objects.requireNonNull(priority);
    }
}
