package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ragline.api.access.Caller;
import io.ragline.api.access.CollectionAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentFilter;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.KnownUpload;
import io.ragline.catalog.UploadRepository;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What documents a collection has. */
@Path("/api/v1/collections/{collection}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class CollectionDocuments {
    private static final String LIMIT = "limit is 1 to 1000.";

    private final CollectionAccess access;
    private final DocumentRepository documents;
    private final UploadRepository uploads;
    private final Caller caller;

    CollectionDocuments(
            CollectionAccess access, DocumentRepository documents, UploadRepository uploads, Caller caller) {
        this.access = access;
        this.documents = documents;
        this.uploads = uploads;
        this.caller = caller;
    }

    /**
     * Documents of a collection, the newest first.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DocumentList(
            List<DocumentSummary> documents, @Nullable String nextCursor) {}

    /**
     * A document in a list.
     *
     * @param externalId the caller's own id, if it has one
     * @param searchable whether questions see a version of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DocumentSummary(
            UUID documentId,
            String filename,
            @Nullable String externalId,

            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @JsonRawValue
            String metadata,

            boolean searchable,
            Instant createdAt,
            Instant updatedAt) {
        static DocumentSummary of(DocumentEntity document) {
            return new DocumentSummary(
                    document.id,
                    document.filename,
                    document.externalId,
                    document.metadata,
                    document.activeVersionId != null,
                    document.createdAt,
                    document.updatedAt);
        }
    }

    /** Files that a caller has. */
    public record Files(
            @NotNull(message = "files is missing.")
            @Size(max = 1_000, message = "files has at most 1,000 entries.")
            @Valid
            List<FileOfCaller> files) {}

    /** A file that a caller has. */
    public record FileOfCaller(
            @NotBlank(message = "externalId is missing.") String externalId,

            @NotNull(message = "sha256 is missing.")
            @Pattern(regexp = "[0-9a-f]{64}", message = "sha256 has 64 lower-case hexadecimal digits.")
            String sha256) {}

    /** Those of a caller's files that a collection has. */
    public record Known(List<KnownFile> known) {}

    /**
     * A file that the collection has with that content.
     *
     * @param status {@code active}, or {@code queued} if questions don't see it yet
     */
    public record KnownFile(String externalId, UUID documentId, UUID versionId, String status) {
        static KnownFile of(KnownUpload known) {
            return new KnownFile(
                    known.externalId(),
                    known.documentId(),
                    known.versionId(),
                    known.status().id());
        }
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "The documents of a collection, first those uploaded last")
    public DocumentList list(
            @PathParam("collection") String collectionName,
            @Parameter(description = "Only documents of that name") @QueryParam("filename") @Nullable String filename,
            @Parameter(description = "Only the document of that id of the caller's") @QueryParam("externalId") @Nullable
                    String externalId,
            @Parameter(description = "Only documents of which a version has that content")
                    @QueryParam("sha256")
                    @Nullable
                    String sha256,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(value = 1, message = LIMIT)
                    @Max(value = 1000, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        CollectionEntity collection = access.toRead(collectionName);
        DocumentFilter filter = new DocumentFilter(
                collection.id, text("filename", filename), text("externalId", externalId), text("sha256", sha256));
        List<DocumentEntity> found = documents.list(caller.tenantId(), filter, PageCursor.read(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<DocumentEntity> page = more ? found.subList(0, limit) : found;
        return new DocumentList(
                page.stream().map(DocumentSummary::of).toList(), more ? PageCursor.behind(page.getLast().id) : null);
    }

    /** PostgreSQL refuses a text with a NUL in it. */
    private static @Nullable String text(String field, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new BadFieldException(field, field + " can't hold the character U+0000.");
        }
        return value;
    }

    @POST
    @RolesAllowed(Roles.WRITER)
    @Path("/known")
    @Operation(
            summary = "Which of a caller's files the collection has",
            description = "For each externalId whose newest content is the one given. Asked before an upload, it saves"
                    + " sending what is there already.")
    public Known known(
            @PathParam("collection") String collectionName,
            @Valid @NotNull(message = "The body is missing.") Files asked) {
        CollectionEntity collection = access.toRead(collectionName);
        Map<String, String> contents = asked.files().stream()
                .collect(Collectors.toMap(
                        each -> String.valueOf(text("externalId", each.externalId())),
                        FileOfCaller::sha256,
                        (one, other) -> other));
        return new Known(uploads.known(caller.tenantId(), collection.id, List.copyOf(contents.keySet())).stream()
                .filter(known -> known.sha256().equals(contents.get(known.externalId())))
                .map(KnownFile::of)
                .toList());
    }
}
