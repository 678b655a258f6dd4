package io.ragline.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a job is to be run, whatever it does.
 *
 * @param priority within its lane
 * @param notBefore when it may start; null for at once
 * @param webhookUrl told when the job has ended; null for nobody
 * @param keyId the key by which it is asked for; null where none is needed
 */
public record Submission(
        JobPriority priority,
        @Nullable Instant notBefore,
        @Nullable String webhookUrl,
        @Nullable UUID keyId) {

    /** At once, among the others, and nobody is told. */
    public static final Submission STANDARD = new Submission(JobPriority.NORMAL, null, null, null);

    public Submission {
        Objects.requireNonNull(priority);
    }

    public Submission(JobPriority priority, @Nullable Instant notBefore, @Nullable String webhookUrl) {
        this(priority, notBefore, webhookUrl, null);
    }

    /** In no special way. */
    public static Submission by(@Nullable UUID keyId) {
        return new Submission(JobPriority.NORMAL, null, null, keyId);
    }
}
