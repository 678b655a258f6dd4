package io.ragline.webhook;

import io.ragline.model.JobStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant; what is null does not narrow.
 *
 * @param subjectJobId that they tell of
 * @param status of the delivery
 */
public record DeliveryFilter(
        @Nullable UUID subjectJobId, @Nullable JobStatus status) {}
