package io.ragline.catalog;

import io.ragline.model.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key by which requests say whose they are. Its secret is known to its bearer alone. */
@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ApiKeyEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(nullable = false)
    public String name;

    @Column(nullable = false)
    public Role role;

    /** Stands in the key itself, and finds it. */
    @Column(name = "public_id", nullable = false)
    public String publicId;

    /** SHA-256 of the secret: it is as random as a hash is long, so a slow hash would protect it no better. */
    @Column(name = "secret_sha256", nullable = false)
    public byte[] secretSha256;

    /** The only collections that it may read and write; null for all of its tenant. */
    public UUID @Nullable [] collections;

    /** The key by which it was created; null for the first. */
    @Column(name = "created_by")
    public @Nullable UUID createdBy;

    /** The first of the keys that it took the place of, by rotation; null if it took none's. */
    public @Nullable UUID holder;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "expires_at")
    public @Nullable Instant expiresAt;

    /** To the minute. */
    @Column(name = "last_used_at")
    public @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    public @Nullable Instant revokedAt;
}
