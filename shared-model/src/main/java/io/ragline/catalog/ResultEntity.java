package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** What a question came to. */
@Entity
@Table(name = "result")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ResultEntity {
    @Id
    @Column(name = "job_id")
    public UUID jobId;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    /** The result as JSON; null once it has expired. */
    @ColumnTransformer(write = "?::jsonb")
    public @Nullable String body;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    /** Whether its time is over; the body may be there for some minutes more. */
    public boolean isExpired() {
        return body == null || expiresAt.isBefore(Instant.now());
    }
}
