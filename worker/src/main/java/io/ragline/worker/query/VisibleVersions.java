package io.ragline.worker.query;

import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.CollectionRef;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Which version of a document questions may see: the catalogue's word, which the index doesn't know. */
@FunctionalInterface
public interface VisibleVersions {

    /**
     * What of each document may be seen.
     *
     * @param owner whose chunks
     * @param filename the document's name
     */
    record VisibleDocument(ChunkOwner owner, String filename) {
        public VisibleDocument {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(filename);
        }
    }

    /** Those of the documents that are visible in the collection; deleted and unfinished ones are missing. */
    Map<UUID, VisibleDocument> visible(CollectionRef collection, Set<UUID> documentIds);
}
