package io.ragline.api.documents;

import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.IndexedVersionEntity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Puts what is known of a document and its versions together. */
@ApplicationScoped
class DocumentViews {
    private final DocumentRepository documents;

    DocumentViews(DocumentRepository documents) {
        this.documents = documents;
    }

    DocumentView of(DocumentEntity document) {
        Map<UUID, IndexedVersionEntity> indexed = documents.indexed(document.id);
        Map<UUID, String> stages = documents.stages(document.id);
        return DocumentView.of(
                document,
                documents.aliases(document.id),
                documents.versions(document.id).stream()
                        .map(version -> DocumentView.VersionView.of(
                                version, indexed.get(version.id), stages.getOrDefault(version.id, "{}")))
                        .toList());
    }
}
