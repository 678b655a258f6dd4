package io.ragline.catalog;

import io.ragline.model.ChunkOwner;
import java.util.Objects;

/**
 * The version of a document that questions see.
 *
 * @param owner whose chunks are to be seen
 * @param filename the document's name
 * @param number the version's, counted from 1 within the document
 */
public record VisibleVersion(ChunkOwner owner, String filename, int number) {
    public VisibleVersion {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(filename);
    }
}
