package io.ragline.api.access;

import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who may see and change which document: whoever may its collection. */
@ApplicationScoped
public class DocumentAccess {
    private final DocumentRepository documents;
    private final CollectionRepository collections;
    private final CollectionAccess access;
    private final Caller caller;

    DocumentAccess(
            DocumentRepository documents, CollectionRepository collections, CollectionAccess access, Caller caller) {
        this.documents = documents;
        this.collections = collections;
        this.access = access;
        this.caller = caller;
    }

    /**
     * The document.
     *
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND} also if its collection is none of the caller's
     */
    public DocumentEntity toRead(UUID id) {
        DocumentEntity document = documents.ofTenant(caller.tenantId(), id).orElseThrow(() -> notFound(id));
        if (!caller.reach().whole() && !access.mayRead(collection(document))) {
            throw notFound(id);
        }
        return document;
    }

    /**
     * The document, which is to be changed.
     *
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND} also if its collection is none of the caller's; {@code FORBIDDEN} if the caller
     *     may only read it
     */
    public DocumentEntity toWrite(UUID id) {
        DocumentEntity document = toRead(id);
        if (!caller.reach().whole() && !access.mayWrite(collection(document))) {
            throw CollectionAccess.forbidden();
        }
        return document;
    }

    private CollectionEntity collection(DocumentEntity document) {
        return collections.findById(document.collectionId);
    }

    /** What is told to whoever names a document that isn't there, or that is none of theirs. */
    public static RaglineException notFound(UUID id) {
        return new RaglineException(ErrorCode.DOCUMENT_NOT_FOUND, "There is no document %s.".formatted(id));
    }
}
