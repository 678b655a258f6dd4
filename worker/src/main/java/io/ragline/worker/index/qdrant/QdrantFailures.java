package io.ragline.worker.index.qdrant;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the server's refusals and silences mean to the people who run Ragline. */
final class QdrantFailures {
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    private QdrantFailures() {}

    /** Whether the same request may succeed in a moment. */
    static boolean mayPass(StatusRuntimeException e) {
        return switch (e.getStatus().getCode()) {
            case UNAVAILABLE -> true;
            case RESOURCE_EXHAUSTED -> !isMessageSize(e.getStatus());
            default -> false;
        };
    }

    /** A limit of the transport, which the same request meets again. */
    private static boolean isMessageSize(Status status) {
        return String.valueOf(status.getDescription()).toLowerCase(Locale.ROOT).contains("maximum size");
    }

    /** How many seconds the server asked to be left alone for; null if it didn't. */
    static @Nullable Duration retryAfter(StatusRuntimeException e) {
        Metadata trailers = e.getTrailers();
        String seconds = trailers == null ? null : trailers.get(RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** Whether nobody answered, so that nothing is known about the server. */
    static boolean isSilence(RaglineException e) {
        return e.getCause() instanceof StatusRuntimeException cause
                && (mayPass(cause) || cause.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED);
    }

    /** Whether a collection that was there has gone. */
    static boolean isMissingCollection(RaglineException e) {
        return e.getCause() instanceof StatusRuntimeException cause
                && cause.getStatus().getCode() == Status.Code.NOT_FOUND;
    }

    /**
     * The failure as callers of the index know it, who may be strangers: where the server is, is for the log.
     *
     * @param what was being done, such as {@code search}
     */
    static RaglineException of(String what, StatusRuntimeException e) {
        String said = said(e.getStatus());
        if (said.contains("No space left")) {
            return new RaglineException(ErrorCode.STORAGE_FULL, "The disk of Qdrant is full", e);
        }
        String reason = switch (e.getStatus().getCode()) {
            case UNAVAILABLE ->
                "Qdrant can't be reached (%s). Check that it runs, and that ragline.qdrant.url names its gRPC port (6334, not 6333)"
                        .formatted(what);
            case DEADLINE_EXCEEDED -> "Qdrant took too long (%s)".formatted(what);
            case RESOURCE_EXHAUSTED -> "Qdrant has more to do than it can take (%s): %s".formatted(what, said);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                "Qdrant refuses the API key (%s): %s. Set ragline.qdrant.api-key to one that may write"
                        .formatted(what, said);
            case NOT_FOUND ->
                "Qdrant has lost a collection (%s): %s. Restore it from a snapshot, or reindex".formatted(what, said);
            default ->
                "Qdrant refused (%s): %s %s".formatted(what, e.getStatus().getCode(), said);
        };
        return new RaglineException(ErrorCode.INDEX_UNAVAILABLE, reason, retryAfter(e), e);
    }

    /** What the server, or the way to it, says; the reason of a broken connection is in the cause. */
    static String said(Status status) {
        String description = String.valueOf(status.getDescription());
        Throwable cause = status.getCause();
        return cause == null || cause.getMessage() == null ? description : description + ": " + cause.getMessage();
    }

    static RaglineException unusable(String reason) {
        return new RaglineException(ErrorCode.INDEX_UNAVAILABLE, reason);
    }

    static RaglineException otherDimensions(long collection, int vector) {
        return new RaglineException(
                ErrorCode.EMBEDDING_MODEL_MISMATCH,
                "The collection holds vectors of %d dimensions, this one has %d: use the embedding model that the collection was written with, or reindex it."
                        .formatted(collection, vector));
    }
}
