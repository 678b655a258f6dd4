package io.ragline.jobrunr.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobFilterUtils;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reserves jobs and turns them into running ones, with JobRunr's filters applied as its own storages do. */
final class JobClaims {

    private static final Logger LOG = LoggerFactory.getLogger(JobClaims.class);

    private final Reservations reservations;
    private final JobWriter writer;
    private final JobCodec codec;

    JobClaims(Reservations reservations, JobWriter writer, JobCodec codec) {
        this.reservations = reservations;
        this.writer = writer;
        this.codec = codec;
    }

    /**
     * Claims jobs for a server.
     *
     * @param lane null for all lanes
     */
    List<Job> claim(BackgroundJobServer server, @Nullable String lane, int atMost) {
        List<ReservedJob> reserved = reservations.reserve(lane, atMost);
        List<UUID> unsaved =
                new ArrayList<>(reserved.stream().map(ReservedJob::id).toList());
        try {
            return save(server, startable(server, reserved), unsaved);
        } finally {
            release(unsaved);
        }
    }

    private List<Job> save(BackgroundJobServer server, List<Job> jobs, List<UUID> unsaved) {
        JobFilterUtils filters = new JobFilterUtils(server.getJobFilters());
        filters.runOnStateElectionFilter(jobs);
        List<Job> saved = new ArrayList<>(jobs);
        try {
            writer.save(jobs);
        } catch (ConcurrentJobModificationException e) {
            // somebody deleted or requeued them a moment ago; they are not ours to give back either
            saved.removeAll(e.getConcurrentUpdatedJobs());
        }
        unsaved.removeAll(jobs.stream().map(Job::getId).toList());
        filters.runOnStateAppliedFilters(saved);
        return saved.stream().filter(job -> job.hasState(StateName.PROCESSING)).toList();
    }

    /**
     * Those that can be run. Whatever can't is set aside, so that one that somebody forged or that broke is not reserved again and
     * again and keeps the others of its lane from being run.
     */
    private List<Job> startable(BackgroundJobServer server, List<ReservedJob> reserved) {
        List<Job> jobs = new ArrayList<>(reserved.size());
        for (ReservedJob each : reserved) {
            @Nullable Job job = codec.readOrNull(each.id(), each.json());
            try {
                if (job == null) {
                    setAside(each, "it is none of ours");
                } else if (!job.getId().equals(each.id())) {
                    setAside(each, "it says to be job " + job.getId());
                } else {
                    start(server, job, jobs);
                }
            } catch (RuntimeException e) {
                setAside(each, e.toString());
            }
        }
        return jobs;
    }

    private void setAside(ReservedJob job, String why) {
        LOG.error("Job {} is set aside, it cannot be run: {}", job.id(), why);
        writer.setAside(job.id());
    }

    private void start(BackgroundJobServer server, Job job, List<Job> started) {
        try {
            writer.checkPlace(job);
            job.startProcessingOn(server);
            started.add(job);
        } catch (ConcurrentJobModificationException e) {
            LOG.debug("Job {} was not started", job.getId(), e);
        }
    }

    private void release(List<UUID> unsaved) {
        if (unsaved.isEmpty()) {
            return;
        }
        try {
            reservations.release(Set.copyOf(unsaved));
        } catch (RuntimeException e) {
            LOG.warn("{} reserved jobs go back to the queue only after the reservation time-out", unsaved.size(), e);
        }
    }
}
