package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an upload brought besides the jobs that name it. */
@Entity
@Table(name = "upload_batch")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class BatchEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    /** The collection that it is of; null of questions, whose jobs name theirs. */
    @Column(name = "collection_id")
    public @Nullable UUID collectionId;

    /** Files whose content the collection had already. */
    @Column(nullable = false)
    public int duplicates;

    /** Files that were not accepted. */
    @Column(nullable = false)
    public int rejected;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
