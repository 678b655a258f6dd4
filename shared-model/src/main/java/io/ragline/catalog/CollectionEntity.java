package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A named set of documents that questions are asked of. */
@Entity
@DynamicUpdate // what others change meanwhile stays
@Table(name = "collection")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CollectionEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(nullable = false)
    public String name;

    /** Told when a job in the collection has ended that names no receiver of its own. */
    @Column(name = "webhook_url")
    public @Nullable String webhookUrl;

    /** Documents that nobody uploaded again for so many seconds are deleted; null keeps them for ever. */
    @Column(name = "retention_seconds")
    public @Nullable Long retentionSeconds;

    /** What language models are told when they answer from the collection; null for the usual rules. */
    public @Nullable String prompt;

    /** Whether it is for its members, not for all keys of the tenant. */
    @Column(name = "members_only", nullable = false)
    public boolean membersOnly;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "deleted_at")
    public @Nullable Instant deletedAt;
}
