package io.ragline.model;

/**
 * The stable codes of everything that can go wrong, as callers see them in problem documents and on failed jobs. A code
 * is part of the API: it may be added, never renamed.
 */
public enum ErrorCode {
    BAD_REQUEST(false),
    BODY_TOO_LARGE(false),
    QUESTION_EMPTY(false),
    QUESTION_TOO_LONG(false),
    UNAUTHORIZED(false),
    FORBIDDEN(false),
    NOT_FOUND(false),
    METHOD_NOT_ALLOWED(false),
    NOT_ACCEPTABLE(false),
    UNSUPPORTED_MEDIA_TYPE(false),
    COLLECTION_NOT_FOUND(false),
    COLLECTION_EXISTS(false),
    DOCUMENT_NOT_FOUND(false),
    PAGE_NOT_FOUND(false),
    QUOTE_NOT_FOUND(false),
    PAGE_IMAGE_UNAVAILABLE(false),
    JOB_NOT_FOUND(false),
    CONVERSATION_NOT_FOUND(false),
    LANE_NOT_FOUND(false),
    KEY_NOT_FOUND(false),
    TENANT_NOT_FOUND(false),
    TENANT_EXISTS(false),
    QUOTA_EXCEEDED(true),
    STORAGE_QUOTA_EXCEEDED(false),
    JOB_STATUS_CONFLICT(false),
    IDEMPOTENCY_KEY_REUSED(false),
    IDEMPOTENCY_KEY_IN_USE(true),
    QUEUE_FULL(true),
    CANCELLED(false),
    EVENTS_EXPIRED(false),
    RESULT_EXPIRED(false),
    ARCHIVE_UNREADABLE(false),
    ARCHIVE_TOO_LARGE(false),
    DOCUMENT_TYPE_UNSUPPORTED(false),
    DOCUMENT_EMPTY(false),
    DOCUMENT_TOO_LARGE(false),
    DOCUMENT_TOO_MANY_PAGES(false),
    DOCUMENT_ENCRYPTED(false),
    DOCUMENT_UNREADABLE(false),
    DOCUMENT_WITHOUT_TEXT(false),
    EXTRACTION_TIMED_OUT(false),
    EXTRACTION_OUT_OF_MEMORY(false),
    EXTRACTION_TOO_LARGE(false),
    EXTRACTION_CRASHED(true),
    POISONED(false),
    STORAGE_FULL(true),
    QUEUE_UNAVAILABLE(true),
    DATABASE_UNAVAILABLE(true),
    INDEX_UNAVAILABLE(true),
    EMBEDDING_MODEL_MISMATCH(false),
    MODEL_NOT_FOUND(false),
    MODEL_UNAVAILABLE(true),
    ANSWER_IN_PROGRESS(true),
    MODEL_REFUSED(false),
    ANSWER_MALFORMED(false),
    CONTENT_FILTER(false),
    CONTEXT_LENGTH_EXCEEDED(false),
    REINDEX_RUNNING(false),
    WEBHOOK_TARGET_REFUSED(false),
    WEBHOOK_FAILED(true),
    INTERNAL_ERROR(true);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean retryable() {
        return retryable;
    }
}
