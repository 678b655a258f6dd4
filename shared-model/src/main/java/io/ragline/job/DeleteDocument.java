package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Remove what is left of the deleted document that the job names. */
public record DeleteDocument(UUID jobId) implements JobRequest {
    @Override
    public Class<DeleteDocumentHandler> getJobRequestHandler() {
        return DeleteDocumentHandler.class;
    }
}
