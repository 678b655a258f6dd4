package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link DeliverWebhook} asks. */
public interface DeliverWebhookHandler extends JobRequestHandler<DeliverWebhook> {
    void handle(DeliverWebhook request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(DeliverWebhook request) throws Exception {
        handle(request);
    }
}
