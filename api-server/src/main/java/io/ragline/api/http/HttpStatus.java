package io.ragline.api.http;

import io.ragline.model.ErrorCode;
import java.util.Locale;

/** The HTTP status of each error code, in this one place. */
final class HttpStatus {
    private HttpStatus() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST,
                    QUESTION_EMPTY,
                    QUESTION_TOO_LONG,
                    WEBHOOK_TARGET_REFUSED,
                    CONTENT_FILTER,
                    CONTEXT_LENGTH_EXCEEDED -> 400;
            case UNAUTHORIZED -> 401;
            // as Google's storage answers: clients repeat 429 and 507 by themselves, which frees nothing
            case FORBIDDEN, STORAGE_QUOTA_EXCEEDED -> 403;
            case NOT_FOUND,
                    COLLECTION_NOT_FOUND,
                    DOCUMENT_NOT_FOUND,
                    PAGE_NOT_FOUND,
                    QUOTE_NOT_FOUND,
                    JOB_NOT_FOUND,
                    CONVERSATION_NOT_FOUND,
                    LANE_NOT_FOUND,
                    KEY_NOT_FOUND,
                    TENANT_NOT_FOUND,
                    MODEL_NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case COLLECTION_EXISTS,
                    TENANT_EXISTS,
                    EMBEDDING_MODEL_MISMATCH,
                    REINDEX_RUNNING,
                    JOB_STATUS_CONFLICT,
                    IDEMPOTENCY_KEY_IN_USE,
                    CANCELLED,
                    PAGE_IMAGE_UNAVAILABLE -> 409;
            case RESULT_EXPIRED, EVENTS_EXPIRED -> 410;
            case BODY_TOO_LARGE, DOCUMENT_TOO_LARGE, ARCHIVE_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE, DOCUMENT_TYPE_UNSUPPORTED -> 415;
            case DOCUMENT_EMPTY,
                    ARCHIVE_UNREADABLE,
                    DOCUMENT_TOO_MANY_PAGES,
                    DOCUMENT_ENCRYPTED,
                    DOCUMENT_UNREADABLE,
                    DOCUMENT_WITHOUT_TEXT,
                    EXTRACTION_TIMED_OUT,
                    EXTRACTION_OUT_OF_MEMORY,
                    EXTRACTION_TOO_LARGE,
                    EXTRACTION_CRASHED,
                    IDEMPOTENCY_KEY_REUSED,
                    POISONED -> 422;
            case QUEUE_FULL, QUOTA_EXCEEDED -> 429;
            case INTERNAL_ERROR -> 500;
            case WEBHOOK_FAILED, MODEL_REFUSED, ANSWER_MALFORMED -> 502;
            case QUEUE_UNAVAILABLE, DATABASE_UNAVAILABLE, INDEX_UNAVAILABLE, MODEL_UNAVAILABLE, ANSWER_IN_PROGRESS ->
                503;
            case STORAGE_FULL -> 507;
        };
    }

    /** The code in words: {@code QUESTION_EMPTY} is "Question empty". */
    static String title(ErrorCode code) {
        String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
