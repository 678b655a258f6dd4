package io.ragline.catalog;

import io.ragline.blob.StoredBlob;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a page's picture.
 *
 * @param blob the picture; null until it is drawn
 * @param jobId the job that draws it, or drew it last; null for one that was drawn on the way to another
 */
public record PageImage(@Nullable StoredBlob blob, @Nullable UUID jobId) {}
