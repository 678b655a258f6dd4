package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link RenderPage} asks. */
public interface RenderPageHandler extends JobRequestHandler<RenderPage> {
    void handle(RenderPage request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(RenderPage request) throws Exception {
        handle(request);
    }
}
