package io.ragline.jobrunr.redis;

import org.jobrunr.jobs.Job;

/** Decides where a job waits. Asked each time a job is saved as ENQUEUED, so it must be quick and never throw. */
@FunctionalInterface
public interface JobPlacement {

    Placement of(Job job);

    /** Everything in one lane, first come, first served. */
    static JobPlacement singleLane() {
        return job -> Placement.DEFAULT;
    }
}
