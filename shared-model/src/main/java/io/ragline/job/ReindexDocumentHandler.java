package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link ReindexDocument} asks. */
public interface ReindexDocumentHandler extends JobRequestHandler<ReindexDocument> {
    void handle(ReindexDocument request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(ReindexDocument request) throws Exception {
        handle(request);
    }
}
