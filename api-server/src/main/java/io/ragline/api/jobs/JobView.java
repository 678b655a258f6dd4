package io.ragline.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.JobEntity;
import io.ragline.model.Progress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it in lists.
 *
 * @param kind {@code ingest-document}, {@code answer-query}, {@code render-page} or {@code deliver-webhook}
 * @param lane that it waits in
 * @param priority {@code high}, {@code normal} or {@code low}
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code cancelled} or {@code rejected}
 * @param attempt how often it was started
 * @param tries how many attempts failed in a way that may pass, since it was last queued by a person
 * @param deaths how many attempts ended because their worker died, since then
 * @param progress how far it has come, while it runs
 * @param notBefore when it is tried again, if it was put off, or when it may start
 * @param putOffWhy why it was put off
 * @param error why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        UUID jobId,
        String kind,
        String lane,
        String priority,
        String status,
        int attempt,
        int tries,
        int deaths,
        @Nullable ProgressView progress,
        @Nullable Instant notBefore,
        @Nullable String putOffWhy,
        @Nullable ErrorView error,
        @Nullable UUID documentId,
        @Nullable UUID batchId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        JobLinks links) {

    /** How far a job has come: {@code done} of {@code total} units of its stage, {@code percent} of it all. */
    public record ProgressView(String stage, int done, int total, int percent) {
        static ProgressView of(Progress progress) {
            return new ProgressView(progress.stage().id(), progress.done(), progress.total(), progress.percent());
        }
    }

    /**
     * Why a job failed.
     *
     * @param retryable whether it may succeed when tried again
     * @param advice what a person can do about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorView(
            String code,
            String detail,
            boolean retryable,
            @Nullable String advice) {
        public static @Nullable ErrorView of(JobEntity job) {
            return job.errorCode == null
                    ? null
                    : new ErrorView(
                            job.errorCode,
                            job.errorDetail == null ? "" : job.errorDetail,
                            Boolean.TRUE.equals(job.errorRetryable),
                            Advice.on(job.errorCode));
        }
    }

    static JobView of(JobEntity job, @Nullable Progress progress) {
        return new JobView(
                job.id,
                job.kind.id(),
                job.lane,
                job.priority.id(),
                job.status.id(),
                job.attempt,
                job.tries,
                job.deaths,
                progress == null ? null : ProgressView.of(progress),
                job.notBefore,
                job.putOffWhy,
                ErrorView.of(job),
                job.documentId,
                job.batchId,
                job.createdAt,
                job.startedAt,
                job.finishedAt,
                JobLinks.of(job.id));
    }
}
