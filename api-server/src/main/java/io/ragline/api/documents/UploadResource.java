package io.ragline.api.documents;

import io.ragline.api.access.CollectionAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.jobs.Submissions;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.blob.DocumentType;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.IndexRepository;
import io.ragline.job.SecretKey;
import io.ragline.model.Submission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Takes uploads into a collection. */
@Path("/api/v1/collections/{collection}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class UploadResource {
    private final CollectionAccess access;
    private final IndexRepository indexes;
    private final EmbeddingModels models;
    private final BatchAcceptance acceptance;
    private final UploadParts parts;
    private final Metadata metadata;
    private final Submissions submissions;
    private final Idempotency idempotency;
    private final SecretKey secretKey;
    private final java.nio.file.Path folder;

    UploadResource(
            CollectionAccess access,
            IndexRepository indexes,
            EmbeddingModels models,
            BatchAcceptance acceptance,
            UploadParts parts,
            Metadata metadata,
            Submissions submissions,
            Idempotency idempotency,
            SecretKey secretKey,
            @ConfigProperty(name = "quarkus.http.body.uploads-directory") java.nio.file.Path folder) {
        this.access = access;
        this.indexes = indexes;
        this.models = models;
        this.acceptance = acceptance;
        this.parts = parts;
        this.metadata = metadata;
        this.submissions = submissions;
        this.idempotency = idempotency;
        this.secretKey = secretKey;
        this.folder = folder;
    }

    @POST
    @RolesAllowed(Roles.WRITER)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Upload documents",
            description = DocumentType.NAMES + "; decided by content; or a ZIP of them. Beside the files, in the"
                    + " same order: externalId (the same id again is a new version), metadata (a JSON object each, or one"
                    + " for all), password (one each, or one for all). Also at /upload/{collection}.")
    @APIResponse(
            responseCode = "202",
            description = "At least one file was accepted",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    public Response upload(
            @PathParam("collection") String collectionName,
            @RestForm("files") @Nullable List<FileUpload> files,
            @RestForm @Nullable List<String> externalId,
            @RestForm("metadata") @Nullable List<String> metadataTexts,
            @RestForm @Nullable List<String> password,
            @RestForm @Nullable String priority,
            @RestForm @Nullable String notBefore,
            @RestForm @Nullable String webhookUrl,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey)
            throws IOException {
        CollectionEntity collection = written(collectionName);
        List<UploadedFile> present = parts.read(files, externalId, metadataTexts, password);
        return accept(collection, present, submissions.of(priority, notBefore, webhookUrl), idempotencyKey);
    }

    @POST
    @RolesAllowed(Roles.WRITER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a text as a document")
    @APIResponse(
            responseCode = "202",
            description = "The text was accepted",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    public Response add(
            @PathParam("collection") String collectionName,
            @Valid @NotNull(message = "The body is missing.") NewText text,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey)
            throws IOException {
        CollectionEntity collection = written(collectionName);
        Submission submission = submissions.of(text.priority(), text.notBefore(), text.webhookUrl());
        Files.createDirectories(folder);
        java.nio.file.Path content = Files.createTempFile(folder, "text-", "");
        try {
            Files.writeString(content, text.text());
            UploadedFile file = new UploadedFile(
                    text.name(),
                    content,
                    UploadParts.externalId(text.externalId()),
                    metadata.check(text.metadata()),
                    null);
            return accept(collection, List.of(file), submission, idempotencyKey);
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private CollectionEntity written(String name) {
        CollectionEntity collection = access.toWrite(name);
        models.expectConfigured(indexes.active(collection.id), name, ", then upload again");
        return collection;
    }

    private Response accept(
            CollectionEntity collection,
            List<UploadedFile> files,
            Submission submission,
            @Nullable String idempotencyKey)
            throws IOException {
        UploadView view = idempotency.once(
                idempotencyKey,
                fingerprint(idempotencyKey, collection, files, submission),
                UploadView.class,
                id -> acceptance.accept(id, collection, files, submission));
        return Response.accepted(view)
                .location(URI.create("/api/v1/batches/" + view.batchId()))
                .build();
    }

    private Fingerprint fingerprint(
            @Nullable String key, CollectionEntity collection, List<UploadedFile> files, Submission submission)
            throws IOException {
        Fingerprint fingerprint = new Fingerprint("upload").add(collection.id).add(submission);
        if (key != null) { // else reading the files once more would be for nothing
            for (UploadedFile file : files) {
                fingerprint
                        .add(file.filename())
                        .add(file.externalId())
                        .add(file.metadata())
                        .addSecret(file.password(), secretKey)
                        .add(file.content());
            }
        }
        return fingerprint;
    }
}
