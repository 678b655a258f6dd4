package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link EmbedTexts} asks. */
public interface EmbedTextsHandler extends JobRequestHandler<EmbedTexts> {
    void handle(EmbedTexts request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(EmbedTexts request) throws Exception {
        handle(request);
    }
}
