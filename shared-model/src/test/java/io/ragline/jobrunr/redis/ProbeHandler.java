package io.ragline.jobrunr.redis;

import java.util.function.Consumer;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Runs test jobs; public, with a {@code run} of its own, because JobRunr calls it by reflection. */
public final class ProbeHandler implements JobRequestHandler<Probe> {

    private final Consumer<Probe> body;

    ProbeHandler(Consumer<Probe> body) {
        this.body = body;
    }

    @Override
    public void run(Probe probe) {
        body.accept(probe);
    }
}
