package io.ragline.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.JobEntity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is told, in the form that the Standard Webhooks specification recommends. Written down when the job ends,
 * because the job may have been asked to run again by the time it is delivered.
 *
 * @param id the same for every try at telling it
 * @param type {@code job.succeeded}, {@code job.failed} or {@code job.cancelled}
 * @param timestamp when the job ended
 * @param data about the job
 */
public record WebhookEvent(UUID id, String type, Instant timestamp, Data data) {

    /**
     * A job that has ended.
     *
     * @param collections names of those that the job asked or changed
     * @param error why it failed
     * @param links paths below the API's own address
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Data(
            UUID jobId,
            String kind,
            String status,
            @Nullable UUID documentId,
            @Nullable UUID batchId,
            List<String> collections,
            @Nullable Error error,
            Instant createdAt,
            Instant finishedAt,
            Links links) {
        public Data {
            collections = collections == null ? List.of() : List.copyOf(collections);
        }
    }

    /** Why a job failed; {@code retryable} if it may succeed when it is asked to run again. */
    public record Error(String code, String detail, boolean retryable) {}

    /** Where to ask about the job. */
    public record Links(String self, String result) {}

    static WebhookEvent of(UUID id, JobEntity job, List<String> collections) {
        Instant ended = Objects.requireNonNull(job.finishedAt);
        Data data = new Data(
                job.id,
                job.kind.id(),
                job.status.id(),
                job.documentId,
                job.batchId,
                collections,
                error(job),
                job.createdAt,
                ended,
                new Links("/api/v1/jobs/" + job.id, "/api/v1/result/" + job.id));
        return new WebhookEvent(id, "job." + job.status.id(), ended, data);
    }

    private static @Nullable Error error(JobEntity job) {
        return job.errorCode == null
                ? null
                : new Error(
                        job.errorCode,
                        job.errorDetail == null ? "" : job.errorDetail,
                        Boolean.TRUE.equals(job.errorRetryable));
    }
}
