package io.ragline.worker.query;

import io.ragline.catalog.VisibleVersion;
import io.ragline.worker.index.CollectionRef;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which version of a document questions may see: the catalogue's word, which the index doesn't know. */
@FunctionalInterface
public interface VisibleVersions {

    /** Those of the documents that are visible in the collection; deleted and unfinished ones are missing. */
    Map<UUID, VisibleVersion> visible(CollectionRef collection, Set<UUID> documentIds);
}
