package io.ragline.worker.query;

import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.VisibleVersion;
import io.ragline.worker.index.CollectionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Asks the catalogue which versions may be seen. */
@ApplicationScoped
class CatalogVersions implements VisibleVersions {
    private final DocumentRepository documents;

    CatalogVersions(DocumentRepository documents) {
        this.documents = documents;
    }

    @Override
    public Map<UUID, VisibleVersion> visible(CollectionRef collection, Set<UUID> documentIds) {
        return documents.visible(collection.tenantId(), collection.indexId(), documentIds);
    }
}
