package io.ragline.catalog;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was accepted.
 *
 * @param job that reads it, or read it
 * @param sha256 of its content
 * @param duplicate whether the collection had that very content already
 * @param waiting whether the job has yet to run
 * @param otherName of the document that has the content already, and now the file's name besides; null if it is no such
 */
public record AcceptedUpload(
        JobEntity job,
        String sha256,
        boolean duplicate,
        boolean waiting,
        @Nullable String otherName) {

    public AcceptedUpload(JobEntity job, String sha256, boolean duplicate, boolean waiting) {
        this(job, sha256, duplicate, waiting, null);
    }

    AcceptedUpload as(String name) {
        return new AcceptedUpload(job, sha256, duplicate, waiting, name);
    }

    /** The document that the file is a version of. */
    public UUID documentId() {
        return Objects.requireNonNull(job.documentId);
    }

    public UUID versionId() {
        return Objects.requireNonNull(job.versionId);
    }

    public UUID jobId() {
        return job.id;
    }
}
