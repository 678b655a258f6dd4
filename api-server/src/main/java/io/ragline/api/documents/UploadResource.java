package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.http.CurrentTenant;
import io.ragline.api.http.Problem;
import io.ragline.api.http.Problem.RejectedFile;
import io.ragline.api.http.RejectedUploadException;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Takes uploads into a collection and lists its documents. */
@Path("/api/v1/collections/{collection}/documents")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "A problem (RFC 9457): bad request, not found, too large, not available, ...",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@Tag(name = "Documents")
public class UploadResource {
    private static final Logger LOG = Logger.getLogger(UploadResource.class);

    private final CollectionRepository collections;
    private final DocumentRepository documents;
    private final DocumentAcceptance acceptance;
    private final UploadConfig config;
    private final CurrentTenant tenant;

    UploadResource(
            CollectionRepository collections,
            DocumentRepository documents,
            DocumentAcceptance acceptance,
            UploadConfig config,
            CurrentTenant tenant) {
        this.collections = collections;
        this.documents = documents;
        this.acceptance = acceptance;
        this.config = config;
        this.tenant = tenant;
    }

    /** What became of an upload: each file was accepted or rejected on its own. */
    public record UploadView(UUID batchId, List<AcceptedFile> documents, List<RejectedFile> rejected) {}

    /**
     * A file that was accepted.
     *
     * @param status {@code queued}, or {@code duplicate} if the collection had that very content already
     */
    public record AcceptedFile(UUID documentId, UUID jobId, String filename, String status) {}

    /** The documents of a collection, first those uploaded last. */
    public record DocumentList(List<DocumentSummary> documents) {}

    /**
     * A document in a list.
     *
     * @param searchable whether questions see a version of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DocumentSummary(
            UUID documentId, String filename, boolean searchable, Instant createdAt, Instant updatedAt) {
        static DocumentSummary of(DocumentEntity document) {
            return new DocumentSummary(
                    document.id,
                    document.filename,
                    document.activeVersionId != null,
                    document.createdAt,
                    document.updatedAt);
        }
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Upload documents",
            description = "PDF, plain text or Markdown, decided by content. Also at /upload/{collection}.")
    @APIResponse(
            responseCode = "202",
            description = "At least one file was accepted",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    public Response upload(
            @PathParam("collection") String collectionName, @RestForm("files") @Nullable List<FileUpload> files)
            throws IOException {
        CollectionEntity collection = collections.named(tenant.id(), collectionName);
        if (files == null || files.isEmpty()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST, "The request brings no file. Send files as multipart parts named 'files'.");
        }
        if (files.size() > config.maxFiles()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST,
                    "The request brings %d files, the limit is %d.".formatted(files.size(), config.maxFiles()));
        }
        UploadView view = accept(collection, files);
        if (view.documents().isEmpty()) {
            RejectedFile first = view.rejected().getFirst();
            throw new RejectedUploadException(first.code(), first.detail(), view.rejected());
        }
        return Response.accepted(view)
                .location(URI.create("/api/v1/batches/" + view.batchId()))
                .build();
    }

    private UploadView accept(CollectionEntity collection, List<FileUpload> files) throws IOException {
        UUID batchId = Ids.next();
        List<AcceptedFile> accepted = new ArrayList<>();
        List<RejectedFile> rejected = new ArrayList<>();
        for (FileUpload file : files) {
            String filename = Filenames.clean(file.fileName());
            try {
                AcceptedUpload upload = acceptance.accept(collection, batchId, filename, file.uploadedFile());
                accepted.add(new AcceptedFile(
                        upload.documentId(), upload.jobId(), filename, upload.duplicate() ? "duplicate" : "queued"));
            } catch (RaglineException e) {
                rejected.add(new RejectedFile(filename, e.code(), e.detail()));
            } catch (IOException | RuntimeException e) {
                if (accepted.isEmpty()) {
                    throw e;
                }
                // the receipts of those that were accepted must not get lost
                LOG.errorf(e, "%s could not be accepted", filename);
                rejected.add(new RejectedFile(
                        filename, ErrorCode.INTERNAL_ERROR, "It could not be accepted just now. Upload it again."));
            }
        }
        return new UploadView(batchId, accepted, rejected);
    }

    @GET
    @Operation(summary = "The documents of a collection, first those uploaded last")
    public DocumentList ofCollection(
            @PathParam("collection") String collectionName,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        CollectionEntity collection = collections.named(tenant.id(), collectionName);
        return new DocumentList(documents.ofCollection(tenant.id(), collection.id, limit).stream()
                .map(DocumentSummary::of)
                .toList());
    }
}
