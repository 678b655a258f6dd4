package io.ragline.api.jobs;

import io.ragline.model.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person can do about a job that failed, in this one place. */
final class Advice {
    private Advice() {}

    /** A sentence for an error code as it stands on a job; null where there is nothing to be advised. */
    static @Nullable String on(String code) {
        // a newer process may have written a code that this one does not know
        Optional<ErrorCode> known = Arrays.stream(ErrorCode.values())
                .filter(each -> each.name().equals(code))
                .findFirst();
        return known.isEmpty() ? null : on(known.get());
    }

    private static @Nullable String on(ErrorCode code) {
        return switch (code) {
            case DOCUMENT_TYPE_UNSUPPORTED ->
                "Convert the file to PDF, an Office format, HTML or plain text and upload that.";
            case DOCUMENT_EMPTY -> "See whether the file has anything in it, then upload it again.";
            case DOCUMENT_TOO_LARGE -> "Split the file and upload its parts, or raise ragline.upload.max-file-size.";
            case DOCUMENT_TOO_MANY_PAGES ->
                "Split the document and upload its parts, or raise ragline.extraction.max-pages and retry the job.";
            case DOCUMENT_ENCRYPTED -> "Upload it again with its password in the field password, or without one.";
            case DOCUMENT_UNREADABLE ->
                "The file seems to be damaged: open it in another program, save it anew and upload that.";
            case DOCUMENT_WITHOUT_TEXT ->
                "The pages are images without text: run a text recognition (OCR) over the document and upload the"
                        + " outcome.";
            case EXTRACTION_TIMED_OUT ->
                "Split the document and upload its parts, or raise ragline.extraction.document-time and page-time and"
                        + " retry the job.";
            case EXTRACTION_OUT_OF_MEMORY ->
                "Split the document and upload its parts, or raise ragline.extraction.heap-megabytes and retry the"
                        + " job.";
            case EXTRACTION_TOO_LARGE ->
                "Split the document and upload its parts, or raise ragline.extraction.max-output-megabytes or"
                        + " max-temp-megabytes, whichever the error names, and retry the job.";
            case EXTRACTION_CRASHED ->
                "Retry the job; if it fails again, save the document anew with another program and upload that.";
            case POISONED ->
                "Workers died each time they ran this job: the attempts say which and when, their logs say why. Retry"
                        + " it once that is mended.";
            case STORAGE_FULL -> "Make room on the disk that holds the data folder, then retry the job.";
            case QUEUE_UNAVAILABLE -> "Retry the job once /q/health/ready says that Redis answers.";
            case DATABASE_UNAVAILABLE -> "Retry the job once /q/health/ready says that PostgreSQL answers.";
            case INDEX_UNAVAILABLE -> "See in the worker's log why the index can't be used, then retry the job.";
            case EMBEDDING_MODEL_MISMATCH ->
                "Let the worker use the embedding model that the collection was made with and retry the job, or use"
                        + " another collection.";
            case MODEL_NOT_FOUND -> "Ask again with one of the models that GET /api/v1/models lists.";
            case MODEL_UNAVAILABLE ->
                "Retry the job once GET /api/v1/models says that the model can be reached, or name another model.";
            case MODEL_REFUSED ->
                "The detail says what the provider refused: mend the model's settings or ask otherwise, then retry the"
                        + " job.";
            case ANSWER_MALFORMED ->
                "Ask again with a simpler schema, a higher maxTokens or another model; the detail says what was wrong.";
            case CONTENT_FILTER -> "Ask otherwise, or name another model: the provider's rules forbid it.";
            case CONTEXT_LENGTH_EXCEEDED ->
                "Ask a shorter question, name a model that takes more, or set ragline.chat.context-tokens or"
                        + " ragline.embedding.max-input-tokens to what the model takes.";
            case COLLECTION_NOT_FOUND -> "The collection is gone: ask another one.";
            case INTERNAL_ERROR -> "Retry the job; if it fails again, look in the worker's log for the id of the job.";
            case CANCELLED -> "Retry the job if it is wanted after all.";
            case PAGE_NOT_FOUND, QUOTE_NOT_FOUND, PAGE_IMAGE_UNAVAILABLE ->
                "Ask for another page, quote or resolution: the detail says what is the matter.";
            case WEBHOOK_TARGET_REFUSED ->
                "Let the webhook's URL point to an address that may be reached from here, or allow its network with"
                        + " ragline.webhook.allowed-private.";
            case WEBHOOK_FAILED -> "Mend the receiver, then retry the job: the same delivery is sent again.";
            case BAD_REQUEST,
                    BODY_TOO_LARGE,
                    QUESTION_EMPTY,
                    QUESTION_TOO_LONG,
                    UNAUTHORIZED,
                    KEY_NOT_FOUND,
                    TENANT_NOT_FOUND,
                    TENANT_EXISTS,
                    QUOTA_EXCEEDED,
                    STORAGE_QUOTA_EXCEEDED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    UNSUPPORTED_MEDIA_TYPE,
                    COLLECTION_EXISTS,
                    REINDEX_RUNNING,
                    ANSWER_IN_PROGRESS,
                    ARCHIVE_UNREADABLE,
                    ARCHIVE_TOO_LARGE,
                    DOCUMENT_NOT_FOUND,
                    JOB_NOT_FOUND,
                    CONVERSATION_NOT_FOUND,
                    LANE_NOT_FOUND,
                    JOB_STATUS_CONFLICT,
                    IDEMPOTENCY_KEY_REUSED,
                    IDEMPOTENCY_KEY_IN_USE,
                    QUEUE_FULL,
                    EVENTS_EXPIRED,
                    RESULT_EXPIRED -> null; // of requests, not of jobs
        };
    }
}
