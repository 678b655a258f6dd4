package io.ragline.catalog;

import io.ragline.model.JobKind;
import io.ragline.model.JobPriority;
import io.ragline.model.JobStatus;
import io.ragline.model.Submission;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A job that was accepted. */
@Entity
@Table(name = "job")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class JobEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    /** The key by which it was asked for; null where none was needed, and for what Ragline does by itself. */
    @Column(name = "key_id")
    public @Nullable UUID keyId;

    @Column(nullable = false)
    public JobKind kind;

    @Column(nullable = false)
    public String lane;

    @Column(nullable = false)
    public JobStatus status;

    /** What was asked for, as JSON; null for a job that names a document or a version instead. */
    @ColumnTransformer(write = "?::jsonb")
    public @Nullable String request;

    @Column(name = "document_id")
    public @Nullable UUID documentId;

    @Column(name = "version_id")
    public @Nullable UUID versionId;

    @Column(name = "batch_id")
    public @Nullable UUID batchId;

    /** The collections that it asks or changes. */
    @Column(nullable = false)
    public UUID[] collections = {};

    @Column(nullable = false)
    public JobPriority priority = JobPriority.NORMAL;

    /** Told when the job has ended. */
    @Column(name = "webhook_url")
    public @Nullable String webhookUrl;

    /** How often it was started. */
    @Column(nullable = false)
    public int attempt;

    /** How many of its attempts failed in a way that may pass, since it was last queued by a person. */
    @Column(nullable = false)
    public int tries;

    /** How many of its attempts ended because their worker died. */
    @Column(nullable = false)
    public int deaths;

    @Column(name = "not_before")
    public @Nullable Instant notBefore;

    @Column(name = "put_off_why")
    public @Nullable String putOffWhy;

    @Column(name = "error_code")
    public @Nullable String errorCode;

    @Column(name = "error_detail")
    public @Nullable String errorDetail;

    @Column(name = "error_retryable")
    public @Nullable Boolean errorRetryable;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** When it was last handed to the queue by a person: accepted, or asked to run again. */
    @Column(name = "queued_at", nullable = false)
    public Instant queuedAt;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    /** The job that puts a version into an index that is being built. */
    static JobEntity reindexing(CollectionIndexEntity index, UUID documentId, UUID versionId) {
        JobEntity job = accepted(Ids.next(), index.tenantId, JobKind.REINDEX_DOCUMENT, Submission.STANDARD);
        job.documentId = documentId;
        job.versionId = versionId;
        job.batchId = index.batchId;
        job.collections = new UUID[] {index.collectionId};
        job.request = "{\"indexId\": \"%s\"}".formatted(index.id);
        return job;
    }

    /** The job that tells the indexes what is now known of a document. */
    static JobEntity describing(DocumentEntity document) {
        JobEntity job = accepted(Ids.next(), document.tenantId, JobKind.DESCRIBE_DOCUMENT, Submission.STANDARD);
        job.documentId = document.id;
        job.collections = new UUID[] {document.collectionId};
        return job;
    }

    /** A job as it is accepted: queued, not yet tried. */
    public static JobEntity accepted(UUID id, UUID tenantId, JobKind kind, Submission submission) {
        JobEntity job = new JobEntity();
        job.id = id;
        job.tenantId = tenantId;
        job.kind = kind;
        job.lane = kind.lane().id();
        job.status = JobStatus.QUEUED;
        job.priority = submission.priority();
        job.notBefore = submission.notBefore();
        job.webhookUrl = submission.webhookUrl();
        job.keyId = submission.keyId();
        job.createdAt = Instant.now();
        job.queuedAt = job.createdAt;
        return job;
    }
}
