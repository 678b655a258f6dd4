package io.ragline.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that an attempt has written, all of them.
 *
 * @param set whose they are and where
 * @param count how many
 * @param sha256 of the blob that holds them as well; null if they are not kept
 */
public record WrittenChunks(
        ChunkSet set, int count, @Nullable String sha256) {
    public WrittenChunks {
        Objects.requireNonNull(set);
    }
}
