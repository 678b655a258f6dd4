package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Remove what is left of the deleted collection that the job names. */
public record DeleteCollection(UUID jobId) implements JobRequest {
    @Override
    public Class<DeleteCollectionHandler> getJobRequestHandler() {
        return DeleteCollectionHandler.class;
    }
}
