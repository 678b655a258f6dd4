package io.ragline.api.documents;

import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the version of a document that a request means. */
@ApplicationScoped
public class NamedVersions {
    private final DocumentRepository documents;

    NamedVersions(DocumentRepository documents) {
        this.documents = documents;
    }

    /**
     * A version.
     *
     * @param wanted its number or id; null for the one that questions see, or else the newest
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND}
     */
    public DocumentVersionEntity of(DocumentEntity document, @Nullable String wanted) {
        List<DocumentVersionEntity> newestFirst = documents.versions(document.id);
        if (wanted == null) {
            return newestFirst.stream()
                    .filter(version -> version.id.equals(document.activeVersionId))
                    .findFirst()
                    .orElseGet(newestFirst::getFirst);
        }
        Predicate<DocumentVersionEntity> isWanted = version ->
                wanted.equals(Integer.toString(version.number)) || wanted.equalsIgnoreCase(version.id.toString());
        return newestFirst.stream()
                .filter(isWanted)
                .findFirst()
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.DOCUMENT_NOT_FOUND,
                        "Document %s has no version '%s'; name one by its number or id."
                                .formatted(document.id, wanted)));
    }
}
