package io.ragline.api.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.jobs.BackPressure;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.PageImageRepository;
import io.ragline.catalog.Reach;
import io.ragline.job.QueuedJob;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.model.PageView;
import io.ragline.model.RaglineException;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Has pictures drawn: one job at a time for the same picture, however many ask for it. */
@ApplicationScoped
class PageImageJobs {
    /** For so long, what failed is not tried again when somebody asks once more. */
    private static final Duration REMEMBER_FAILURE = Duration.ofMinutes(1);

    private final PageImageRepository images;
    private final JobRepository jobs;
    private final BackPressure backPressure;
    private final JobAcceptance acceptance;
    private final ObjectMapper json;

    PageImageJobs(
            PageImageRepository images,
            JobRepository jobs,
            BackPressure backPressure,
            JobAcceptance acceptance,
            ObjectMapper json) {
        this.images = images;
        this.jobs = jobs;
        this.backPressure = backPressure;
        this.acceptance = acceptance;
        this.json = json;
    }

    /**
     * The job that draws the picture.
     *
     * @throws RaglineException why it could not be drawn a moment ago; {@code QUEUE_FULL}, {@code QUEUE_UNAVAILABLE}
     */
    UUID draw(Reach reach, DocumentVersionEntity version, PageView view) {
        Optional<JobEntity> last = images.find(view)
                .flatMap(image -> Optional.ofNullable(image.jobId()).flatMap(jobs::findJob));
        if (last.isPresent() && !last.get().status.isFinal()) {
            // whoever asked first may be failing to enqueue it at this moment
            acceptance.enqueueAsWell(QueuedJob.of(last.get()));
            return last.get().id;
        }
        last.filter(PageImageJobs::failedJustNow).ifPresent(job -> {
            throw failure(job);
        });
        backPressure.check(Lane.QUERY);
        JobEntity wanted = job(reach, version, view);
        JobEntity job = images.claim(view, version.sha256, wanted);
        if (job == wanted) {
            acceptance.enqueue(QueuedJob.of(job));
        } else {
            acceptance.enqueueAsWell(QueuedJob.of(job));
        }
        return job.id;
    }

    private static boolean failedJustNow(JobEntity job) {
        return job.status == JobStatus.FAILED
                && job.finishedAt != null
                && job.finishedAt.isAfter(Instant.now().minus(REMEMBER_FAILURE));
    }

    private JobEntity job(Reach reach, DocumentVersionEntity version, PageView view) {
        JobEntity job =
                JobEntity.accepted(Ids.next(), reach.tenantId(), JobKind.RENDER_PAGE, Submission.by(reach.keyId()));
        job.documentId = version.documentId;
        job.collections = new UUID[] {version.collectionId};
        try {
            job.request = json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What is wanted is always JSON", e);
        }
        return job;
    }

    /** Why a job that ended has drawn nothing. */
    static RaglineException failure(JobEntity job) {
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(each -> each.name().equals(job.errorCode))
                .findFirst()
                .orElse(job.status == JobStatus.CANCELLED ? ErrorCode.CANCELLED : ErrorCode.INTERNAL_ERROR);
        return new RaglineException(
                code,
                job.errorDetail == null
                        ? "The picture was not drawn: its job %s is %s.".formatted(job.id, job.status.id())
                        : job.errorDetail);
    }
}
