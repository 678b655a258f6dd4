package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Answer the question that the job holds. */
public record AnswerQuery(UUID jobId) implements JobRequest {
    @Override
    public Class<AnswerQueryHandler> getJobRequestHandler() {
        return AnswerQueryHandler.class;
    }
}
