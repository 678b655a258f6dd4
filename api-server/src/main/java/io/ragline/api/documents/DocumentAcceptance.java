package io.ragline.api.documents;

import io.ragline.api.http.CurrentTenant;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.blob.BlobStore;
import io.ragline.blob.DocumentType;
import io.ragline.blob.MediaTypeSniffer;
import io.ragline.blob.StoredBlob;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.NewUpload;
import io.ragline.job.QueuedJob;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Accepts one file: check it, keep it, record it, enqueue its reading; in that order. */
@ApplicationScoped
class DocumentAcceptance {
    private final UploadConfig config;
    private final MediaTypeSniffer sniffer;
    private final BlobStore blobs;
    private final DocumentRepository documents;
    private final JobAcceptance acceptance;
    private final CurrentTenant tenant;

    DocumentAcceptance(
            UploadConfig config,
            MediaTypeSniffer sniffer,
            BlobStore blobs,
            DocumentRepository documents,
            JobAcceptance acceptance,
            CurrentTenant tenant) {
        this.config = config;
        this.sniffer = sniffer;
        this.blobs = blobs;
        this.documents = documents;
        this.acceptance = acceptance;
        this.tenant = tenant;
    }

    /**
     * Accepts a file.
     *
     * @throws RaglineException {@code DOCUMENT_EMPTY}, {@code DOCUMENT_TOO_LARGE}, {@code DOCUMENT_TYPE_UNSUPPORTED} for
     *     the file; {@code STORAGE_FULL}, {@code QUEUE_UNAVAILABLE} for what Ragline lacks
     */
    AcceptedUpload accept(CollectionEntity collection, UUID batchId, String filename, Path file, Submission submission)
            throws IOException {
        String mediaType = check(filename, file);
        StoredBlob blob;
        try (InputStream content = Files.newInputStream(file)) {
            blob = blobs.put(content);
        }
        AcceptedUpload accepted = documents.accept(
                new NewUpload(tenant.id(), collection.id, batchId, filename, mediaType, blob, submission));
        QueuedJob job = QueuedJob.of(accepted.job());
        if (!accepted.duplicate()) {
            acceptance.enqueue(job);
        } else if (accepted.waiting()) {
            // whoever uploaded it first may be failing to enqueue it at this moment
            acceptance.enqueueAsWell(job);
        }
        return accepted;
    }

    private String check(String filename, Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new RaglineException(ErrorCode.DOCUMENT_EMPTY, "%s is empty.".formatted(filename));
        }
        long limit = config.maxFileSize().asLongValue();
        if (size > limit) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_TOO_LARGE,
                    "%s has %,d bytes, the limit is %,d. Split it, or raise ragline.upload.max-file-size."
                            .formatted(filename, size, limit));
        }
        return sniffer.sniff(file, filename)
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.DOCUMENT_TYPE_UNSUPPORTED,
                        "%s is of a type that Ragline does not read. It reads %s."
                                .formatted(filename, DocumentType.NAMES)));
    }
}
