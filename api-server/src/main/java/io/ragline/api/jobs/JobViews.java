package io.ragline.api.jobs;

import io.ragline.catalog.JobEntity;
import io.ragline.job.JobEvents;
import io.ragline.model.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts what PostgreSQL knows of a job and what the job tells of itself together. */
@ApplicationScoped
public class JobViews {
    private final JobEvents events;

    JobViews(JobEvents events) {
        this.events = events;
    }

    public JobView of(JobEntity job) {
        boolean running = job.status == JobStatus.RUNNING;
        return JobView.of(job, running ? events.latestProgress(job.id).orElse(null) : null);
    }
}
