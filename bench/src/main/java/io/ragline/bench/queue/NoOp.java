package io.ragline.bench.queue;

import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/**
 * A job that does nothing.
 *
 * @param enqueuedAtNanos by {@link System#nanoTime()} of the process that enqueues and runs it
 */
public record NoOp(long enqueuedAtNanos) implements JobRequest {
    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Tells how long the job waited. */
    public interface Handler extends JobRequestHandler<NoOp> {
        void started(long waitedNanos);

        @Override
        default void run(NoOp job) {
            started(System.nanoTime() - job.enqueuedAtNanos());
        }
    }
}
