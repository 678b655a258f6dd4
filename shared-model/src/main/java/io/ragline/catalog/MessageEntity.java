package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A question or an answer in a conversation. */
@Entity
@Immutable
@Table(name = "message")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class MessageEntity {
    /** The {@link #role} of a question. */
    public static final String USER = "user";

    /** The {@link #role} of an answer. */
    public static final String ASSISTANT = "assistant";

    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(name = "conversation_id", nullable = false)
    public UUID conversationId;

    /** Question k has place 2k - 1, its answer 2k. */
    @Column(nullable = false)
    public int position;

    @Column(nullable = false)
    public String role;

    @Column(name = "job_id", nullable = false)
    public UUID jobId;

    @Column(nullable = false)
    public String text;

    /** Of an answer: the question as it was searched for, standing on its own. */
    @Column(name = "searched_for")
    public @Nullable String searchedFor;

    /** Of an answer: whether the documents held one. */
    public @Nullable Boolean answered;

    /** Of an answer: whether its end is missing, as it was cut off at the longest that was allowed. */
    @Column(nullable = false)
    public boolean truncated;

    /** Of an answer: who wrote it. */
    public @Nullable String model;

    /** Of an answer: its citations, as JSON. */
    @Column(nullable = false)
    public String sources;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
