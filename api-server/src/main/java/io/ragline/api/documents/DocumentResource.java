package io.ragline.api.documents;

import io.ragline.api.http.CurrentTenant;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows what became of a document. */
@Path("/api/v1/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class DocumentResource {
    private final DocumentRepository documents;
    private final CurrentTenant tenant;

    DocumentResource(DocumentRepository documents, CurrentTenant tenant) {
        this.documents = documents;
        this.tenant = tenant;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One document and its versions, newest first")
    public DocumentView document(@PathParam("id") UUID id) {
        DocumentEntity document = documents
                .ofTenant(tenant.id(), id)
                .orElseThrow(() ->
                        new RaglineException(ErrorCode.DOCUMENT_NOT_FOUND, "There is no document %s.".formatted(id)));
        return DocumentView.of(document, documents.versions(id));
    }
}
