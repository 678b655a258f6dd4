package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.http.CurrentTenant;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.http.Problem.RejectedFile;
import io.ragline.api.http.RejectedUploadException;
import io.ragline.api.jobs.BackPressure;
import io.ragline.api.jobs.Submissions;
import io.ragline.blob.DocumentType;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.Lane;
import io.ragline.model.RaglineException;
import io.ragline.model.Submission;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Takes uploads into a collection and lists its documents. */
@Path("/api/v1/collections/{collection}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class UploadResource {
    private static final Logger LOG = Logger.getLogger(UploadResource.class);

    private final CollectionRepository collections;
    private final DocumentRepository documents;
    private final DocumentAcceptance acceptance;
    private final UploadConfig config;
    private final Submissions submissions;
    private final BackPressure backPressure;
    private final Idempotency idempotency;
    private final CurrentTenant tenant;

    UploadResource(
            CollectionRepository collections,
            DocumentRepository documents,
            DocumentAcceptance acceptance,
            UploadConfig config,
            Submissions submissions,
            BackPressure backPressure,
            Idempotency idempotency,
            CurrentTenant tenant) {
        this.collections = collections;
        this.documents = documents;
        this.acceptance = acceptance;
        this.config = config;
        this.submissions = submissions;
        this.backPressure = backPressure;
        this.idempotency = idempotency;
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
            description = DocumentType.NAMES + "; decided by content. Also at /upload/{collection}.")
    @APIResponse(
            responseCode = "202",
            description = "At least one file was accepted",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    public Response upload(
            @PathParam("collection") String collectionName,
            @RestForm("files") @Nullable List<FileUpload> files,
            @RestForm @Nullable String priority,
            @RestForm @Nullable String notBefore,
            @RestForm @Nullable String webhookUrl,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey)
            throws IOException {
        CollectionEntity collection = collections.named(tenant.id(), collectionName);
        List<FileUpload> present = checkCount(files);
        Submission submission = submissions.of(priority, notBefore, webhookUrl);
        UploadView view = idempotency.once(
                idempotencyKey,
                fingerprint(idempotencyKey, collection, present, submission),
                UploadView.class,
                id -> accept(id, collection, present, submission));
        return Response.accepted(view)
                .location(URI.create("/api/v1/batches/" + view.batchId()))
                .build();
    }

    private List<FileUpload> checkCount(@Nullable List<FileUpload> files) {
        if (files == null || files.isEmpty()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST, "The request brings no file. Send files as multipart parts named 'files'.");
        }
        if (files.size() > config.maxFiles()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST,
                    "The request brings %d files, the limit is %d.".formatted(files.size(), config.maxFiles()));
        }
        return files;
    }

    private static Fingerprint fingerprint(
            @Nullable String key, CollectionEntity collection, List<FileUpload> files, Submission submission)
            throws IOException {
        Fingerprint fingerprint = new Fingerprint("upload").add(collection.id).add(submission);
        if (key != null) { // else reading the files once more would be for nothing
            for (FileUpload file : files) {
                fingerprint.add(file.fileName()).add(file.uploadedFile());
            }
        }
        return fingerprint;
    }

    private UploadView accept(UUID batchId, CollectionEntity collection, List<FileUpload> files, Submission submission)
            throws IOException {
        backPressure.check(Lane.INGEST);
        List<AcceptedFile> accepted = new ArrayList<>();
        List<RejectedFile> rejected = new ArrayList<>();
        for (FileUpload file : files) {
            String filename = Filenames.clean(file.fileName());
            try {
                AcceptedUpload upload =
                        acceptance.accept(collection, batchId, filename, file.uploadedFile(), submission);
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
        if (accepted.isEmpty()) {
            RejectedFile first = rejected.getFirst();
            throw new RejectedUploadException(first.code(), first.detail(), rejected);
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
