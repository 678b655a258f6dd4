package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Tell a receiver what the job holds. */
public record DeliverWebhook(UUID jobId) implements JobRequest {
    @Override
    public Class<DeliverWebhookHandler> getJobRequestHandler() {
        return DeliverWebhookHandler.class;
    }
}
