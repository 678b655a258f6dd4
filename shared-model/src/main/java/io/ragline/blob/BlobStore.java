package io.ragline.blob;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps files by their content: the same content is kept once, whatever it is called. Safe for use by many threads and
 * processes.
 */
public interface BlobStore {

    /**
     * Takes in a stream, with bounded memory. When this returns the blob is on disk for good.
     *
     * @throws io.ragline.model.RaglineException {@code STORAGE_FULL} if there is no room; nothing is left behind then
     */
    StoredBlob put(InputStream content);

    /** Whether the store has that blob. */
    boolean has(String sha256);

    /**
     * The blob's content.
     *
     * @throws io.ragline.model.RaglineException {@code INTERNAL_ERROR} if the store doesn't have it
     */
    InputStream open(String sha256);

    /** The blob as a file to be read, not written; valid as long as the blob is in the store. */
    Path file(String sha256);

    /** Deletes the blob if it is there. */
    void delete(String sha256);

    /**
     * Goes through the blobs that were last put before then, some at a time. What writes that were broken off before then
     * left behind is removed on the way.
     *
     * @param some takes the names of up to 1,000 blobs
     */
    void forEachBefore(Instant before, Consumer<List<String>> some);
}
