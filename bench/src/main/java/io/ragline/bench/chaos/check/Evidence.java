package io.ragline.bench.chaos.check;

import io.ragline.bench.chaos.load.ApiClient.SeenJob;
import io.ragline.bench.chaos.load.Task;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that is known when a scenario is over.
 *
 * @param accepted the scenario's jobs that were answered with 202
 * @param jobs every job in PostgreSQL, those of scenarios before too
 * @param effects what the workers wrote down
 * @param audit what PostgreSQL's triggers saw happen that must not
 * @param queue what Redis holds
 * @param seen what the API says of some of the accepted jobs
 * @param mayLeaveBacklog whether jobs may still wait
 */
public record Evidence(
        Map<UUID, Task> accepted,
        Map<UUID, JobRow> jobs,
        List<Effect> effects,
        List<String> audit,
        QueueState queue,
        Map<UUID, SeenJob> seen,
        boolean mayLeaveBacklog) {}
