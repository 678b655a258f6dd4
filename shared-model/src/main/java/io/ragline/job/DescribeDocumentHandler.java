package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link DescribeDocument} asks. */
public interface DescribeDocumentHandler extends JobRequestHandler<DescribeDocument> {
    void handle(DescribeDocument request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(DescribeDocument request) throws Exception {
        handle(request);
    }
}
