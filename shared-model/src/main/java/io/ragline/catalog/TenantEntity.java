package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Whose documents, questions and keys are kept apart from all others'. */
@Entity
@DynamicUpdate // its signing secrets are the webhooks' concern
@Table(name = "tenant")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class TenantEntity {
    @Id
    public UUID id;

    @Column(nullable = false)
    public String name;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** From then on nothing is accepted for it, and all that it has is being removed. */
    @Column(name = "erased_at")
    public @Nullable Instant erasedAt;
}
