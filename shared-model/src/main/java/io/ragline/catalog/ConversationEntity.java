package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Questions that belong together, so that each may refer to those before it. */
@Entity
@DynamicUpdate // what others change meanwhile stays
@Table(name = "conversation")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ConversationEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    /** The key by which it was begun, of rotated ones the first; null where none is needed. */
    @Column(name = "key_id")
    public @Nullable UUID keyId;

    /** Null until the first question gives it one. */
    public @Nullable String title;

    /** Names of the collections that its questions search unless they say otherwise; none for the standard one. */
    @Column(nullable = false)
    public String[] collections = {};

    /** How many questions were asked. */
    @Column(nullable = false)
    public int questions;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** When something was asked, answered or changed last. */
    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
