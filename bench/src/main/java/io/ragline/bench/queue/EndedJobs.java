package io.ragline.bench.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.SucceededState;

/** Jobs with the history of jobs that were run, made without running them: nine of ten succeeded, one failed. */
final class EndedJobs {
    private static final int ONE_FAILED_OF = 10;

    private final UUID server = UUID.randomUUID();
    private final IntFunction<UUID> ids;
    private final List<String> labels;

    EndedJobs(IntFunction<UUID> ids, List<String> labels) {
        this.ids = ids;
        this.labels = labels;
    }

    List<Job> make(int count) {
        List<Job> jobs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            jobs.add(job(ids.apply(i), i % ONE_FAILED_OF == 0));
        }
        return jobs;
    }

    private Job job(UUID id, boolean failed) {
        JobState end = failed
                ? new FailedState("Exception occurred", new IllegalStateException("the benchmark has it fail"))
                : new SucceededState(Duration.ofMillis(5), Duration.ofMillis(1));
        List<JobState> history = List.of(new EnqueuedState(), new ProcessingState(server, "bench"), end);
        Job job = new Job(id, 0, new JobDetails(new NoOp(0)), history, new ConcurrentHashMap<>());
        job.setJobName("no-op");
        job.setAmountOfRetries(0);
        job.setLabels(labels);
        return job;
    }
}
