package io.ragline.api.quotas;

import io.ragline.catalog.Quota;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Limits; what is left out, or null, is without limit.
 *
 * @param requestsPerMinute of any kind; so many at once, and as many a minute evenly afterwards
 * @param uploadsPerDay files
 * @param storedBytes of the files of all versions that are kept
 * @param documents that are there
 * @param questionsInFlight that wait or are being answered
 */
@Schema(description = "Limits; what is left out, or null, is without limit")
public record QuotaBody(
        @Schema(description = "Of any kind: so many at once, and as many a minute evenly afterwards")
        @Min(value = 1, message = "requestsPerMinute is 1 or more, or left out for no limit.")
        @Max(value = MOST_REQUESTS, message = "requestsPerMinute is 1000000 at most; leave it out for no limit.")
        @Nullable
        Integer requestsPerMinute,

        @Schema(description = "Files that are accepted: so many at once, and as many a day evenly afterwards")
        @Min(value = 1, message = "uploadsPerDay is 1 or more, or left out for no limit.")
        @Max(value = MOST_UPLOADS, message = "uploadsPerDay is 10000000 at most; leave it out for no limit.")
        @Nullable
        Integer uploadsPerDay,

        @Schema(description = "Of the files of all versions that are kept, whether others have the same content or not")
        @Min(value = 1, message = "storedBytes is 1 or more, or left out for no limit.")
        @Nullable
        Long storedBytes,

        @Schema(
                description =
                        "That are there, whatever versions they have; those of which nothing could be read don't count")
        @Min(value = 1, message = "documents is 1 or more, or left out for no limit.")
        @Nullable
        Long documents,

        @Schema(description = "That wait or are being answered")
        @Min(value = 1, message = "questionsInFlight is 1 or more, or left out for no limit.")
        @Nullable
        Integer questionsInFlight) {
    private static final long MOST_REQUESTS = 1_000_000;
    /** Units of 1/period of a token then fit into the whole numbers that a double has, which Redis reckons with. */
    private static final long MOST_UPLOADS = 10_000_000;

    static QuotaBody of(Quota quota) {
        return new QuotaBody(
                quota.requestsPerMinute(),
                quota.uploadsPerDay(),
                quota.storedBytes(),
                quota.documents(),
                quota.questionsInFlight());
    }

    Quota quota() {
        return new Quota(requestsPerMinute, uploadsPerDay, storedBytes, documents, questionsInFlight);
    }
}
