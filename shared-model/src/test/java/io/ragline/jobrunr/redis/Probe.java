package io.ragline.jobrunr.redis;

import org.jobrunr.jobs.lambdas.JobRequest;

/** The request of every test job; its name says where it wants to wait: {@code lane/group/priority/anything}. */
public record Probe(String name, long sentAtNanos) implements JobRequest {

    Probe(String name) {
        this(name, System.nanoTime());
    }

    @Override
    public Class<ProbeHandler> getJobRequestHandler() {
        return ProbeHandler.class;
    }
}
