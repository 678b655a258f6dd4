package io.ragline.catalog;

import io.ragline.blob.StoredBlob;
import io.ragline.model.Submission;
import java.util.Objects;
import java.util.UUID;

/**
 * A file to be accepted.
 *
 * @param batchId the request that it came with
 * @param blob its content, which the blob store has
 * @param submission how the job that reads it is to be run
 */
public record NewUpload(
        UUID tenantId,
        UUID collectionId,
        UUID batchId,
        String filename,
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
}
