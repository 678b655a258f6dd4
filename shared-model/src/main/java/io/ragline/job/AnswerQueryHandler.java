package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link AnswerQuery} asks. */
public interface AnswerQueryHandler extends JobRequestHandler<AnswerQuery> {
    void handle(AnswerQuery request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(AnswerQuery request) throws Exception {
        handle(request);
    }
}
