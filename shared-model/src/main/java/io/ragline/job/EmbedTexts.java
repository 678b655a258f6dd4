package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Embed the texts that the job holds. */
public record EmbedTexts(UUID jobId) implements JobRequest {
    @Override
    public Class<EmbedTextsHandler> getJobRequestHandler() {
        return EmbedTextsHandler.class;
    }
}
