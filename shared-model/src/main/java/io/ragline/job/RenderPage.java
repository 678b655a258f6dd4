package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Draw the picture of a page that the job holds. */
public record RenderPage(UUID jobId) implements JobRequest {
    @Override
    public Class<RenderPageHandler> getJobRequestHandler() {
        return RenderPageHandler.class;
    }
}
