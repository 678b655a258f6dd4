package io.ragline.catalog;

import io.ragline.model.ChunkOwner;
import java.util.Objects;

/**
 * The version of a document that questions see.
 *
 * @param owner whose chunks are to be seen
 * @param filename the document's name
 */
public record VisibleVersion(ChunkOwner owner, String filename) {
    public VisibleVersion {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(filename);
    }
}
