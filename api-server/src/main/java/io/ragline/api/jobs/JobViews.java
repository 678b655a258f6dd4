package io.ragline.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.jobs.JobDetail.AttemptError;
import io.ragline.api.jobs.JobDetail.AttemptView;
import io.ragline.api.jobs.JobDetail.Timings;
import io.ragline.catalog.AttemptRecord;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.job.JobEvents;
import io.ragline.job.JobQueue;
import io.ragline.model.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** Puts what PostgreSQL knows of a job, what the queue knows, and what the job tells of itself together. */
@ApplicationScoped
public class JobViews {
    private static final Logger LOG = Logger.getLogger(JobViews.class);
    private static final TypeReference<Map<String, Long>> STAGES = new TypeReference<>() {};

    private final AttemptRepository attempts;
    private final JobEvents events;
    private final JobQueue queue;
    private final ObjectMapper json;

    JobViews(AttemptRepository attempts, JobEvents events, JobQueue queue, ObjectMapper json) {
        this.attempts = attempts;
        this.events = events;
        this.queue = queue;
        this.json = json;
    }

    /** As lists show it. */
    public JobView of(JobEntity job) {
        boolean running = job.status == JobStatus.RUNNING;
        return JobView.of(job, running ? events.latestProgress(job.id).orElse(null) : null);
    }

    JobDetail detail(JobEntity job) {
        List<AttemptView> history =
                attempts.ofJob(job.id).stream().map(this::attempt).toList();
        return new JobDetail(of(job), position(job), history, timings(job, history));
    }

    private @Nullable Long position(JobEntity job) {
        if (job.status != JobStatus.QUEUED) {
            return null;
        }
        try {
            OptionalLong position = queue.position(job.id);
            return position.isPresent() ? position.getAsLong() : null;
        } catch (StorageException e) {
            LOG.debugf(e, "The place of job %s is not known: Redis does not answer", job.id);
            return null;
        }
    }

    private AttemptView attempt(AttemptRecord attempt) {
        String code = attempt.errorCode();
        String detail = attempt.errorDetail();
        return new AttemptView(
                attempt.number(),
                attempt.worker(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.outcome(),
                code == null ? null : new AttemptError(code, detail == null ? "" : detail),
                stages(attempt));
    }

    private Map<String, Long> stages(AttemptRecord attempt) {
        try {
            return json.readValue(attempt.stages(), STAGES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stages of an attempt are not what a worker writes", e);
        }
    }

    private static Timings timings(JobEntity job, List<AttemptView> history) {
        Instant until = job.finishedAt == null ? Instant.now() : job.finishedAt;
        Instant firstStart = history.isEmpty() ? until : history.getFirst().startedAt();
        long runningMs = 0;
        for (AttemptView attempt : history) {
            Instant end = attempt.endedAt() == null ? until : attempt.endedAt();
            runningMs += millis(attempt.startedAt(), end);
        }
        return new Timings(
                millis(job.createdAt, firstStart),
                runningMs,
                history.isEmpty() ? Map.of() : history.getLast().stages());
    }

    /** Clocks of two machines may differ a little. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
