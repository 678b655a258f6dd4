package io.ragline.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.webhook.Delivery;
import io.ragline.webhook.DeliveryAttempt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as callers see it.
 *
 * @param eventId what the receiver gets as {@code webhook-id}; a redelivery has the same
 * @param jobId the job that ended
 * @param type {@code job.succeeded}, {@code job.failed} or {@code job.cancelled}
 * @param status of the delivery: {@code queued}, {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}
 * @param attempts first to last
 * @param nextAttemptAt when it is tried again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        UUID deliveryId,
        UUID eventId,
        UUID jobId,
        String url,
        String type,
        String status,
        List<AttemptView> attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt) {

    /**
     * One try.
     *
     * @param durationMs absent while it runs
     * @param responseStatus absent if there was no answer
     * @param responseBody the beginning of the answer
     * @param error what was wrong
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttemptView(
            int number,
            Instant at,
            @Nullable Integer durationMs,
            @Nullable Integer responseStatus,
            @Nullable String responseBody,
            @Nullable String error) {
        static AttemptView of(DeliveryAttempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.at(),
                    attempt.durationMs(),
                    attempt.responseStatus(),
                    attempt.responseBody(),
                    attempt.error());
        }
    }

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.job().id,
                delivery.request().event().id(),
                delivery.request().subjectJobId(),
                delivery.request().url(),
                delivery.request().event().type(),
                delivery.job().status.id(),
                delivery.attempts().stream().map(AttemptView::of).toList(),
                delivery.job().status.isFinal() ? null : delivery.job().notBefore,
                delivery.job().createdAt);
    }
}
