package io.ragline.job;

import io.ragline.catalog.JobEntity;
import io.ragline.model.JobKind;
import io.ragline.model.Lane;
import java.util.Objects;
import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * A job to be enqueued.
 *
 * @param id of the job, the one that PostgreSQL accepted it under
 * @param tenantId whose it is; tenants take turns within a lane
 * @param lane in which it waits
 * @param name what the dashboard calls it
 * @param request what is to be done
 */
public record QueuedJob(UUID id, UUID tenantId, Lane lane, String name, JobRequest request) {
    public QueuedJob {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(lane);
        Objects.requireNonNull(name);
        Objects.requireNonNull(request);
    }

    /** The job that PostgreSQL has recorded, as the queue is to have it. */
    public static QueuedJob of(JobEntity job) {
        return of(job.id, job.tenantId, job.kind);
    }

    /** A job of that kind and id. */
    public static QueuedJob of(UUID id, UUID tenantId, JobKind kind) {
        JobRequest request = switch (kind) {
            case INGEST_DOCUMENT -> new IngestDocument(id);
            case ANSWER_QUERY -> new AnswerQuery(id);
        };
        return new QueuedJob(id, tenantId, kind.lane(), kind.id(), request);
    }
}
