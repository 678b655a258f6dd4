package io.ragline.api.jobs;

import io.ragline.api.access.Caller;
import io.ragline.api.http.BadFieldException;
import io.ragline.model.JobPriority;
import io.ragline.model.RaglineException;
import io.ragline.model.Submission;
import io.ragline.webhook.WebhookTargets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads how a job is to be run from what a request says. */
@ApplicationScoped
public class Submissions {
    private static final Duration LATEST = Duration.ofDays(365);

    private final WebhookTargets webhooks;
    private final Caller caller;

    Submissions(WebhookTargets webhooks, Caller caller) {
        this.caller = caller;
        this.webhooks = webhooks;
    }

    /**
     * Reads the fields that every request for work has.
     *
     * @param priority {@code high}, {@code normal} or {@code low}
     * @param notBefore ISO-8601 with an offset
     * @throws RaglineException {@code BAD_REQUEST} naming the field; {@code WEBHOOK_TARGET_REFUSED}
     */
    public Submission of(@Nullable String priority, @Nullable String notBefore, @Nullable String webhookUrl) {
        return new Submission(
                priority(priority),
                notBefore(notBefore),
                webhook(webhookUrl),
                caller.keyId().orElse(null));
    }

    private @Nullable String webhook(@Nullable String url) {
        try {
            return webhooks.check(url);
        } catch (RaglineException e) {
            throw new BadFieldException(e.code(), "webhookUrl", e.detail());
        }
    }

    private static JobPriority priority(@Nullable String priority) {
        if (priority == null) {
            return JobPriority.NORMAL;
        }
        for (JobPriority each : JobPriority.values()) {
            if (each.id().equals(priority)) {
                return each;
            }
        }
        throw new BadFieldException("priority", "priority is high, normal or low.");
    }

    private static @Nullable Instant notBefore(@Nullable String notBefore) {
        if (notBefore == null) {
            return null;
        }
        Instant at;
        try {
            at = OffsetDateTime.parse(notBefore).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadFieldException("notBefore", "notBefore is a time such as 2030-01-31T18:00:00Z.");
        }
        if (at.isAfter(Instant.now().plus(LATEST))) {
            throw new BadFieldException("notBefore", "notBefore is at most %d days ahead.".formatted(LATEST.toDays()));
        }
        return at.isAfter(Instant.now()) ? at : null;
    }
}
