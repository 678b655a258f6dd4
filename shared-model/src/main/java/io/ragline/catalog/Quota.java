package io.ragline.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant, or one of its keys, may have; null for any number.
 *
 * @param requestsPerMinute on the whole, and at once
 * @param uploadsPerDay files
 * @param storedBytes of the files of all versions that are kept; content that two documents share counts for each
 * @param documents that are not deleted and of which at least one version did not fail
 * @param questionsInFlight that wait or are being answered
 */
public record Quota(
        @Nullable Integer requestsPerMinute,
        @Nullable Integer uploadsPerDay,
        @Nullable Long storedBytes,
        @Nullable Long documents,
        @Nullable Integer questionsInFlight) {
    public static final Quota NONE = new Quota(null, null, null, null, null);
}
