package io.ragline.catalog;

import io.ragline.blob.StoredBlob;
import io.ragline.model.Submission;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file to be accepted.
 *
 * @param keyId the key by which it comes; null where none is needed
 * @param batchId the request that it came with
 * @param filename what it is called
 * @param externalId the caller's own id, by which the document is known then, rather than by its name
 * @param metadata a JSON object of the caller's; null leaves what the document has
 * @param blob its content, which the blob store has
 * @param submission how the job that reads it is to be run
 */
public record NewUpload(
        UUID tenantId,
        @Nullable UUID keyId,
        UUID collectionId,
        UUID batchId,
        String filename,
        @Nullable String externalId,
        @Nullable String metadata,
        String mediaType,
        StoredBlob blob,
        Submission submission) {
    public NewUpload {
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(collectionId);
        Objects.requireNonNull(batchId);
        Objects.requireNonNull(filename);
        Objects.requireNonNull(mediaType);
        Objects.requireNonNull(blob);
        Objects.requireNonNull(submission);
    }
    /** Of nobody's key. */
    public NewUpload(
            UUID tenantId,
            UUID collectionId,
            UUID batchId,
            String filename,
            @Nullable String externalId,
            @Nullable String metadata,
            String mediaType,
            StoredBlob blob,
            Submission submission) {
        this(tenantId, null, collectionId, batchId, filename, externalId, metadata, mediaType, blob, submission);
    }
}
