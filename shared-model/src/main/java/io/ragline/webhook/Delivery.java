package io.ragline.webhook;

import io.ragline.catalog.JobEntity;
import java.util.List;

/**
 * A delivery and what became of it.
 *
 * @param job that delivers
 * @param request what it is to deliver
 * @param attempts first to last
 */
public record Delivery(JobEntity job, DeliveryRequest request, List<DeliveryAttempt> attempts) {
    public Delivery {
        attempts = List.copyOf(attempts);
    }
}
