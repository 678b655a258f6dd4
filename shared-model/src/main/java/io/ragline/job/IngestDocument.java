package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Read, chunk, embed and index the version of a document that the job names. */
public record IngestDocument(UUID jobId) implements JobRequest {
    @Override
    public Class<IngestDocumentHandler> getJobRequestHandler() {
        return IngestDocumentHandler.class;
    }
}
