package io.ragline.webhook;

import java.util.Objects;
import java.util.UUID;

/**
 * What a delivery job is asked to do; kept as the job's request.
 *
 * @param subjectJobId the job that ended
 * @param url who is told
 * @param event what is told
 */
public record DeliveryRequest(UUID subjectJobId, String url, WebhookEvent event) {
    public DeliveryRequest {
        Objects.requireNonNull(subjectJobId);
        Objects.requireNonNull(url);
        Objects.requireNonNull(event);
    }
}
