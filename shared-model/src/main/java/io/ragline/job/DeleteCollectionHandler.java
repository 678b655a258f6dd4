package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link DeleteCollection} asks. */
public interface DeleteCollectionHandler extends JobRequestHandler<DeleteCollection> {
    void handle(DeleteCollection request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(DeleteCollection request) throws Exception {
        handle(request);
    }
}
