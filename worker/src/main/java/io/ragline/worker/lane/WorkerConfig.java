package io.ragline.worker.lane;

import io.ragline.model.Lane;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this worker process works. */
@ConfigMapping(prefix = "ragline.worker")
public interface WorkerConfig {

    /** The lanes that this process serves, each with how many jobs it runs at once: {@code query:8,ingest:2}. */
    @WithDefault("query:8,ingest:2,maintenance:2")
    String lanes();

    /** How many jobs of a lane this process runs at once; 0 if it does not serve the lane. */
    default int workers(Lane lane) {
        return LaneSpec.parse(lanes()).stream()
                .filter(spec -> spec.lane() == lane)
                .mapToInt(LaneSpec::workers)
                .sum();
    }

    /** How often a lane looks for work unasked; it is woken when there is some. */
    @WithDefault("1s")
    Duration pollInterval();

    /** How long running jobs may go on when the process is asked to stop; then they are handed back. */
    @WithDefault("20s")
    Duration drain();

    /** How long jobs that ended stay in the queue's store and its dashboard; PostgreSQL has them for good. */
    @WithDefault("10m")
    Duration keepEndedJobs();

    /** How often a job is tried when what fails may pass. */
    @WithDefault("5")
    int maxAttempts();

    /** How often a worker may die of a job before the job is set aside as poison. */
    @WithDefault("3")
    int maxDeaths();

    /** How often accepted jobs are compared with the queue, and left-over chunks are swept. */
    @WithDefault("30s")
    Duration reconcileEvery();

    /** How often stored files that nothing needs any more are looked for. */
    @WithDefault("1h")
    Duration sweepFilesEvery();

    /** How old an accepted job must be before it is missed in the queue; younger ones may be on their way there. */
    @WithDefault("30s")
    Duration reconcileGrace();

    /** How often it is looked whether the models that are configured answer. */
    @WithDefault("30s")
    Duration probeModelsEvery();

    /** The worker's health endpoint. */
    Http http();

    /** Where the health endpoint listens. */
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8081")
        int port();
    }
}
