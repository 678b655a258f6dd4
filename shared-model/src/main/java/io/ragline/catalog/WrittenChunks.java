package io.ragline.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a version that an attempt has written to an index.
 *
 * @param set whose they are, and where
 * @param count how many
 * @param sha256 the blob that has them too; null for none
 * @param knownAs what was known of the document when they were written, see {@link DocumentRepository#knownAs}; null if nothing
 *     of it is in the index
 */
public record WrittenChunks(
        ChunkSet set,
        int count,
        @Nullable String sha256,
        @Nullable String knownAs) {
    public WrittenChunks {
        Objects.requireNonNull(set);
    }
}
