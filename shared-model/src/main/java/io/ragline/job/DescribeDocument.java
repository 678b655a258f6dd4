package io.ragline.job;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/** Tell the index what is now known of the document that the job names. */
public record DescribeDocument(UUID jobId) implements JobRequest {
    @Override
    public Class<DescribeDocumentHandler> getJobRequestHandler() {
        return DescribeDocumentHandler.class;
    }
}
