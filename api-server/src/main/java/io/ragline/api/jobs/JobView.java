package io.ragline.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.JobEntity;
import io.ragline.model.Progress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers see it.
 *
 * @param kind {@code ingest-document} or {@code answer-query}
 * @param lane that it waits in
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code cancelled} or {@code rejected}
 * @param attempt how often it was started
 * @param progress how far it has come, while it runs
 * @param notBefore when it is tried again, if it was put off
 * @param putOffWhy why it was put off
 * @param error why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        UUID jobId,
        String kind,
        String lane,
        String status,
        int attempt,
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

    /** Why a job failed; {@code retryable} if it may succeed when tried again. */
    public record ErrorView(String code, String detail, boolean retryable) {
        public static @Nullable ErrorView of(JobEntity job) {
            return job.errorCode == null
                    ? null
                    : new ErrorView(
                            job.errorCode,
                            job.errorDetail == null ? "" : job.errorDetail,
                            Boolean.TRUE.equals(job.errorRetryable));
        }
    }

    static JobView of(JobEntity job, @Nullable Progress progress) {
        return new JobView(
                job.id,
                job.kind.id(),
                job.lane,
                job.status.id(),
                job.attempt,
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
