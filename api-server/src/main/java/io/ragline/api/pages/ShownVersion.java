package io.ragline.api.pages;

import io.ragline.api.access.DocumentAccess;
import io.ragline.api.documents.NamedVersions;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the version of a document whose page is to be seen. */
@ApplicationScoped
class ShownVersion {
    private static final String PDF = "application/pdf";

    private final DocumentAccess access;
    private final NamedVersions versions;

    ShownVersion(DocumentAccess access, NamedVersions versions) {
        this.access = access;
        this.versions = versions;
    }

    /**
     * A version of which pictures can be made, and which may have that page.
     *
     * @param wanted the version's number or id; null for the one that questions see, or else the newest
     * @throws RaglineException {@code DOCUMENT_NOT_FOUND}, {@code PAGE_NOT_FOUND}, {@code PAGE_IMAGE_UNAVAILABLE}
     */
    DocumentVersionEntity of(UUID documentId, @Nullable String wanted, int page) {
        DocumentEntity document = access.toRead(documentId);
        DocumentVersionEntity version = versions.of(document, wanted);
        if (!version.mediaType.equals(PDF)) {
            throw new RaglineException(
                    ErrorCode.PAGE_IMAGE_UNAVAILABLE,
                    "%s is %s, which has no pages that can be shown; pictures are made of PDFs."
                            .formatted(document.filename, version.mediaType));
        }
        if (page < 1 || version.pages != null && page > version.pages) {
            throw new RaglineException(
                    ErrorCode.PAGE_NOT_FOUND,
                    version.pages == null
                            ? "Pages count from 1, there is no page %d.".formatted(page)
                            : "There is no page %d: %s has the pages 1 to %d."
                                    .formatted(page, document.filename, version.pages));
        }
        return version;
    }
}
