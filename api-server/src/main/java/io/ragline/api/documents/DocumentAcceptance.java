package io.ragline.api.documents;

import io.ragline.api.access.Caller;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.api.quotas.UploadQuota;
import io.ragline.blob.BlobStore;
import io.ragline.blob.DocumentType;
import io.ragline.blob.MediaTypeSniffer;
import io.ragline.blob.StoredBlob;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.BlobReferences;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.NewUpload;
import io.ragline.catalog.UploadRepository;
import io.ragline.job.DocumentPasswords;
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
    private static final int MAX_ROUNDS = 3;

    private final UploadConfig config;
    private final MediaTypeSniffer sniffer;
    private final BlobStore blobs;
    private final UploadRepository uploads;
    private final DocumentPasswords passwords;
    private final JobAcceptance acceptance;
    private final Caller caller;
    private final UploadQuota quota;

    DocumentAcceptance(
            UploadConfig config,
            MediaTypeSniffer sniffer,
            BlobStore blobs,
            UploadRepository uploads,
            DocumentPasswords passwords,
            JobAcceptance acceptance,
            Caller caller,
            UploadQuota quota) {
        this.config = config;
        this.sniffer = sniffer;
        this.blobs = blobs;
        this.uploads = uploads;
        this.passwords = passwords;
        this.acceptance = acceptance;
        this.caller = caller;
        this.quota = quota;
    }

    /**
     * Accepts a file.
     *
     * @throws RaglineException {@code DOCUMENT_EMPTY}, {@code DOCUMENT_TOO_LARGE}, {@code DOCUMENT_TYPE_UNSUPPORTED} for
     *     the file; {@code QUOTA_EXCEEDED}, {@code STORAGE_QUOTA_EXCEEDED} for whoever uploads it; {@code STORAGE_FULL}, {@code QUEUE_UNAVAILABLE} for what Ragline lacks
     */
    AcceptedUpload accept(CollectionEntity collection, UUID batchId, UploadedFile file, Submission submission)
            throws IOException {
        String mediaType = check(file.filename(), file.content());
        UploadQuota.Share share = quota.take();
        try {
            return accept(collection, batchId, file, mediaType, submission);
        } catch (IOException | RuntimeException e) {
            share.giveBack();
            throw e;
        }
    }

    private AcceptedUpload accept(
            CollectionEntity collection, UUID batchId, UploadedFile file, String mediaType, Submission submission)
            throws IOException {
        AcceptedUpload accepted = record(collection, batchId, file, mediaType, submission);
        if (file.password() != null && accepted.waiting()) {
            keep(file.password(), accepted);
        }
        QueuedJob job = QueuedJob.of(accepted.job());
        if (!accepted.duplicate()) {
            acceptance.enqueue(job);
        } else if (accepted.waiting()) {
            // whoever uploaded it first may be failing to enqueue it at this moment
            acceptance.enqueueAsWell(job);
        }
        return accepted;
    }

    /** A document that can't be opened must not be read, and whoever uploaded it reads that it was rejected. */
    private void keep(String password, AcceptedUpload accepted) {
        try {
            passwords.keep(accepted.jobId(), password);
        } catch (RuntimeException e) {
            if (!accepted.duplicate()) {
                acceptance.reject(accepted.jobId(), e);
            }
            throw e;
        }
    }

    /** Again if another document that had the same content was just removed, and the content with it. */
    private AcceptedUpload record(
            CollectionEntity collection, UUID batchId, UploadedFile file, String mediaType, Submission submission)
            throws IOException {
        for (int round = 1; ; round++) {
            try {
                return uploads.accept(new NewUpload(
                        caller.tenantId(),
                        caller.keyId().orElse(null),
                        collection.id,
                        batchId,
                        file.filename(),
                        file.externalId(),
                        file.metadata(),
                        mediaType,
                        put(file.content()),
                        submission));
            } catch (BlobReferences.BlobGoneException e) {
                if (round == MAX_ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private StoredBlob put(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return blobs.put(content);
        }
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
