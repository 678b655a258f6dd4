package io.ragline.api.query;

import io.ragline.api.jobs.JobCompletions;
import io.ragline.api.jobs.JobView;
import io.ragline.api.jobs.JobViews;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobsInReach;
import io.ragline.catalog.Reach;
import io.ragline.catalog.ResultEntity;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.JobResults;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Looks up what a job came to, and waits for it without a thread. */
@ApplicationScoped
public class ResultWaiting {
    private final JobsInReach jobs;
    private final ResultRepository results;
    private final JobResults hotResults;
    private final JobCompletions completions;
    private final JobViews views;

    ResultWaiting(
            JobsInReach jobs,
            ResultRepository results,
            JobResults hotResults,
            JobCompletions completions,
            JobViews views) {
        this.jobs = jobs;
        this.results = results;
        this.hotResults = hotResults;
        this.completions = completions;
        this.views = views;
    }

    /** 200 with the result once the job has ended, 202 with the job if it hasn't by then. */
    public Uni<Response> result(Reach reach, UUID id, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        if (!left.isPositive()) {
            return Uni.createFrom().item(look(reach, id));
        }
        CompletableFuture<Void> next = completions.next(id, left);
        Response now = look(reach, id);
        if (now.getStatus() != Response.Status.ACCEPTED.getStatusCode()) {
            next.complete(null);
            return Uni.createFrom().item(now);
        }
        return Uni.createFrom()
                .completionStage(next)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> result(reach, id, deadline));
    }

    private Response look(Reach reach, UUID id) {
        // the result alone does not say whose it is
        JobEntity known = reach.whole() ? null : jobs.one(reach, id);
        Optional<String> hot = hotResults.get(reach.tenantId(), id);
        if (hot.isPresent()) {
            return ended(new ResultResource.ResultView(id, JobStatus.SUCCEEDED.id(), hot.get(), null));
        }
        JobEntity job = known == null ? jobs.one(reach, id) : known;
        if (!job.status.isFinal()) {
            return Response.accepted(views.of(job)).header("Retry-After", 1).build();
        }
        Optional<ResultEntity> result = results.ofJob(id);
        if (result.isPresent() && result.get().isExpired()) {
            throw new RaglineException(
                    ErrorCode.RESULT_EXPIRED,
                    "The result of job %s was kept until %s. Ask the question again."
                            .formatted(id, result.get().expiresAt));
        }
        return ended(new ResultResource.ResultView(
                id, job.status.id(), result.map(r -> r.body).orElse(null), JobView.ErrorView.of(job)));
    }

    private static Response ended(ResultResource.ResultView view) {
        return Response.ok(view).build();
    }
}
