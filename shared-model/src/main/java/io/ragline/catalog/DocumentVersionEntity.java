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

/** One content that a document has had. */
@Entity
@DynamicUpdate // what others change meanwhile stays
@Table(name = "document_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DocumentVersionEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(name = "document_id", nullable = false)
    public UUID documentId;

    /** The key by which it came; null where none was needed. */
    @Column(name = "key_id")
    public @Nullable UUID keyId;

    @Column(name = "collection_id", nullable = false)
    public UUID collectionId;

    /** Counts from 1 within the document. */
    @Column(nullable = false)
    public int number;

    @Column(nullable = false)
    public VersionStatus status;

    @Column(nullable = false)
    public String sha256;

    @Column(name = "size_bytes", nullable = false)
    public long sizeBytes;

    @Column(name = "media_type", nullable = false)
    public String mediaType;

    /** The extracted pages as a blob, once they are read. */
    @Column(name = "extraction_sha256")
    public @Nullable String extractionSha256;

    public @Nullable Integer pages;

    /** Of the text that was read. */
    public @Nullable Long characters;

    /** A JSON object, {@link io.ragline.model.DocumentInfo}. */
    @ColumnTransformer(write = "?::jsonb")
    @Column(nullable = false)
    public String info = "{}";

    /** A JSON array of {@link io.ragline.model.PageWarning}. */
    @ColumnTransformer(write = "?::jsonb")
    @Column(nullable = false)
    public String warnings = "[]";

    @Column(name = "error_code")
    public @Nullable String errorCode;

    @Column(name = "error_detail")
    public @Nullable String errorDetail;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "activated_at")
    public @Nullable Instant activatedAt;
}
