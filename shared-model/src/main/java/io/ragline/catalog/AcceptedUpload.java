package io.ragline.catalog;

import java.util.UUID;

/**
 * A file that was accepted.
 *
 * @param documentId the document that it is a version of
 * @param versionId the version
 * @param jobId the job that reads it, or read it
 * @param duplicate whether the collection had that very content already
 * @param waiting whether the job has yet to run
 */
public record AcceptedUpload(UUID documentId, UUID versionId, UUID jobId, boolean duplicate, boolean waiting) {}
