package io.ragline.job;

import io.ragline.catalog.JobEntity;
import io.ragline.model.JobPriority;
import io.ragline.model.Lane;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jspecify.annotations.Nullable;

/**
 * A job to be enqueued.
 *
 * @param id of the job, the one that PostgreSQL accepted it under
 * @param tenantId whose it is; tenants take turns within a lane
 * @param lane in which it waits
 * @param name what the dashboard calls it
 * @param priority among the tenant's jobs in the lane
 * @param notBefore when it may start; null for at once
 * @param request what is to be done
 */
public record QueuedJob(
        UUID id,
        UUID tenantId,
        Lane lane,
        String name,
        JobPriority priority,
        @Nullable Instant notBefore,
        JobRequest request) {
    public QueuedJob {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(lane);
        Objects.requireNonNull(name);
        Objects.requireNonNull(priority);
        Objects.requireNonNull(request);
    }

    /** The job that PostgreSQL has recorded, as the queue is to have it. */
    public static QueuedJob of(JobEntity job) {
        JobRequest request = switch (job.kind) {
            case INGEST_DOCUMENT -> new IngestDocument(job.id);
            case REINDEX_DOCUMENT -> new ReindexDocument(job.id);
            case DESCRIBE_DOCUMENT -> new DescribeDocument(job.id);
            case DELETE_DOCUMENT -> new DeleteDocument(job.id);
            case DELETE_COLLECTION -> new DeleteCollection(job.id);
            case ANSWER_QUERY -> new AnswerQuery(job.id);
            case EMBED_TEXTS -> new EmbedTexts(job.id);
            case RENDER_PAGE -> new RenderPage(job.id);
            case DELIVER_WEBHOOK -> new DeliverWebhook(job.id);
        };
        return new QueuedJob(
                job.id, job.tenantId, job.kind.lane(), job.kind.id(), job.priority, job.notBefore, request);
    }
}
