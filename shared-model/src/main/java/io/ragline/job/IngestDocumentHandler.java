package io.ragline.job;

import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what {@link IngestDocument} asks. */
public interface IngestDocumentHandler extends JobRequestHandler<IngestDocument> {
    void handle(IngestDocument request) throws Exception;

    /** Not abstract, because JobRunr refuses to enqueue for a handler whose run method is. */
    @Override
    default void run(IngestDocument request) throws Exception {
        handle(request);
    }
}
