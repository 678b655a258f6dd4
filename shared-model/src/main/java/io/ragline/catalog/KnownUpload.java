package io.ragline.catalog;

import java.util.UUID;

/**
 * What a collection has under a caller's own id.
 *
 * @param sha256 content of the last version that hasn't failed
 * @param status of that version
 */
public record KnownUpload(String externalId, UUID documentId, UUID versionId, String sha256, VersionStatus status) {}
