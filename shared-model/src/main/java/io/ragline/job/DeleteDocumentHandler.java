package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link DeleteDocument} asks. */
public interface DeleteDocumentHandler extends JobRequestHandler<DeleteDocument> {
    void handle(DeleteDocument request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(DeleteDocument request) throws Exception {
        handle(request);
    }
}
