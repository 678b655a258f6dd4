package io.ragline.api.pages;

import io.ragline.api.jobs.JobCompletions;
import io.ragline.api.jobs.JobLinks;
import io.ragline.api.jobs.JobViews;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.PageImage;
import io.ragline.catalog.PageImageRepository;
import io.ragline.catalog.Reach;
import io.ragline.model.JobStatus;
import io.ragline.model.PageView;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks a picture up, has it drawn where it isn't there, and waits for it without a thread. */
@ApplicationScoped
class PageImageWaiting {
    private final PageImageRepository images;
    private final PageImageJobs drawing;
    private final JobRepository jobs;
    private final JobCompletions completions;
    private final JobViews views;
    private final BlobStore blobs;

    PageImageWaiting(
            PageImageRepository images,
            PageImageJobs drawing,
            JobRepository jobs,
            JobCompletions completions,
            JobViews views,
            BlobStore blobs) {
        this.images = images;
        this.drawing = drawing;
        this.jobs = jobs;
        this.completions = completions;
        this.views = views;
        this.blobs = blobs;
    }

    /**
     * A request for a picture.
     *
     * @param ifNoneMatch the picture that the caller has
     * @param forGood whether the request names its version
     */
    record Asked(
            Reach reach,
            DocumentVersionEntity version,
            PageView view,
            @Nullable String ifNoneMatch,
            boolean forGood) {}

    /** 200 with the picture (304 if the caller has it), or 202 with the job that draws it if it isn't there by then. */
    Uni<Response> picture(Asked asked, Instant deadline) {
        Optional<Response> there = kept(asked);
        return there.isPresent()
                ? Uni.createFrom().item(there.get())
                : await(asked, drawing.draw(asked.reach(), asked.version(), asked.view()), deadline);
    }

    private Uni<Response> await(Asked asked, UUID jobId, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        if (!left.isPositive()) {
            return Uni.createFrom().item(look(asked, jobId));
        }
        CompletableFuture<Void> next = completions.next(jobId, left);
        Response now;
        try {
            now = look(asked, jobId);
        } catch (RuntimeException e) {
            next.complete(null);
            throw e;
        }
        if (now.getStatus() != Response.Status.ACCEPTED.getStatusCode()) {
            next.complete(null);
            return Uni.createFrom().item(now);
        }
        return Uni.createFrom()
                .completionStage(next)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> await(asked, jobId, deadline));
    }

    private Response look(Asked asked, UUID jobId) {
        JobEntity job = jobs.ofTenant(asked.reach().tenantId(), jobId);
        if (!job.status.isFinal()) {
            return Response.accepted(views.of(job))
                    .type(MediaType.APPLICATION_JSON)
                    .location(URI.create(JobLinks.of(jobId).self()))
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        if (job.status != JobStatus.SUCCEEDED) {
            throw PageImageJobs.failure(job);
        }
        return kept(asked).orElseThrow(() -> PageImageJobs.failure(job));
    }

    private Optional<Response> kept(Asked asked) {
        return images.find(asked.view())
                .map(PageImage::blob)
                // a blob that was lost is drawn anew
                .filter(picture -> blobs.has(picture.sha256()))
                .map(picture -> {
                    images.used(asked.view());
                    return PageImageResponses.of(
                            picture, blobs.file(picture.sha256()), asked.ifNoneMatch(), asked.forGood());
                });
    }
}
