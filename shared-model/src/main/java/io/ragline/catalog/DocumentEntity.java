package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A document, whatever versions it has had. */
@Entity
@DynamicUpdate // what others change meanwhile stays
@Table(name = "document")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DocumentEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(name = "collection_id", nullable = false)
    public UUID collectionId;

    /** The key by which it came; null where none was needed. */
    @Column(name = "key_id")
    public @Nullable UUID keyId;

    @Column(nullable = false)
    public String filename;

    /** The caller's own id. A document that has one is known by it, any other by its name. */
    @Column(name = "external_id")
    public @Nullable String externalId;

    /** A JSON object of the caller's. */
    @ColumnTransformer(write = "?::jsonb")
    @Column(nullable = false)
    public String metadata = "{}";

    @Column(name = "active_version_id")
    public @Nullable UUID activeVersionId;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;

    @Column(name = "deleted_at")
    public @Nullable Instant deletedAt;
}
