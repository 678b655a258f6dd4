package io.ragline.catalog;

import java.util.Objects;
import java.util.UUID;

/**
 * A file that was accepted.
 *
 * @param job that reads it, or read it
 * @param sha256 of its content
 * @param duplicate whether the collection had that very content already
 * @param waiting whether the job has yet to run
 */
public record AcceptedUpload(JobEntity job, String sha256, boolean duplicate, boolean waiting) {

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
