package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Cut and embed the version of a document that the job names anew, into the index that its request names. */
public record ReindexDocument(UUID jobId) implements JobRequest {
    @Override
    public Class<ReindexDocumentHandler> getJobRequestHandler() {
        return ReindexDocumentHandler.class;
    }
}
