package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.access.Caller;
import io.ragline.api.access.DocumentAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.jobs.JobView;
import io.ragline.api.jobs.JobViews;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.IndexedVersionEntity;
import io.ragline.catalog.JobEntity;
import io.ragline.model.Chunk;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One document: what became of it, what it says, its deletion. */
@Path("/api/v1/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class DocumentResource {
    private static final String LIMIT = "limit is 1 to 1000.";

    private final DocumentRepository documents;
    private final DocumentViews views;
    private final Deletions deletions;
    private final JobViews jobViews;
    private final NamedVersions versions;
    private final Metadata metadata;
    private final BlobStore blobs;
    private final ObjectMapper json;
    private final DocumentAccess access;
    private final Caller caller;

    DocumentResource(
            DocumentRepository documents,
            DocumentViews views,
            Deletions deletions,
            JobViews jobViews,
            NamedVersions versions,
            Metadata metadata,
            BlobStore blobs,
            ObjectMapper json,
            DocumentAccess access,
            Caller caller) {
        this.documents = documents;
        this.views = views;
        this.deletions = deletions;
        this.jobViews = jobViews;
        this.versions = versions;
        this.metadata = metadata;
        this.blobs = blobs;
        this.json = json;
        this.access = access;
        this.caller = caller;
    }

    /** What is to be changed of a document. */
    public record DocumentChange(
            @NotNull(message = "metadata is missing. Give {} for none.") @Schema(implementation = Metadata.Shape.class)
            JsonNode metadata) {}

    /**
     * Chunks of a version, in order.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChunkList(
            UUID documentId,
            UUID versionId,
            int total,
            List<Chunk> chunks,
            @Nullable String nextCursor) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Operation(summary = "One document and its versions, newest first")
    public DocumentView document(@PathParam("id") UUID id) {
        return views.of(access.toRead(id));
    }

    @PATCH
    @RolesAllowed(Roles.WRITER)
    @Path("/{id}")
    @Operation(summary = "Replace a document's metadata")
    public DocumentView change(
            @PathParam("id") UUID id,
            @NotNull(message = "The body is missing.") @jakarta.validation.Valid DocumentChange change) {
        access.toWrite(id);
        String checked = metadata.check(change.metadata());
        return views.of(documents
                .describe(caller.tenantId(), id, checked == null ? "{}" : checked)
                .orElseThrow(() -> DocumentAccess.notFound(id)));
    }

    @DELETE
    @RolesAllowed(Roles.WRITER)
    @Path("/{id}")
    @Operation(
            summary = "Delete a document",
            description =
                    "From now on no question sees it. A job removes its chunks and, unless other documents have the"
                            + " same content, its files.")
    @APIResponse(
            responseCode = "202",
            description = "Deleted; the job removes what is left of it",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response delete(@PathParam("id") UUID id) {
        access.toWrite(id);
        JobEntity job = deletions.deleteDocument(caller.tenantId(), id);
        return Response.accepted(jobViews.of(job))
                .location(URI.create("/api/v1/jobs/" + job.id))
                .build();
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}/chunks")
    @Operation(summary = "The passages that a document was cut into, in order")
    public ChunkList chunks(
            @PathParam("id") UUID id,
            @Parameter(description = "Number or id of a version; the one that questions see if left out")
                    @QueryParam("version")
                    @Nullable
                    String version,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(value = 1, message = LIMIT)
                    @Max(value = 1000, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor)
            throws IOException {
        DocumentEntity document = access.toRead(id);
        IndexedVersionEntity indexed = documents.indexed(id).get(versions.of(document, version).id);
        if (indexed == null) {
            throw new RaglineException(
                    ErrorCode.NOT_FOUND, "Document %s has no chunks of that version (yet).".formatted(id));
        }
        if (indexed.chunksSha256 == null) {
            throw new RaglineException(
                    ErrorCode.NOT_FOUND,
                    "The chunks of document %s were not kept. Index its collection anew to see them.".formatted(id));
        }
        return list(id, indexed, indexed.chunksSha256, from(cursor), limit);
    }

    private ChunkList list(UUID id, IndexedVersionEntity indexed, String sha256, int from, int limit)
            throws IOException {
        List<Chunk> page = new ArrayList<>();
        JsonLines.read(blobs, sha256, json, Chunk.class, chunk -> {
            if (chunk.ordinal() >= from) {
                page.add(chunk);
            }
            return page.size() < limit;
        });
        int next = from + page.size();
        return new ChunkList(
                id, indexed.versionId, indexed.chunks, page, next < indexed.chunks ? Integer.toString(next) : null);
    }

    private static int from(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("\\d{1,9}")) {
            throw new BadFieldException("cursor", "cursor is the nextCursor of the page before, or left out.");
        }
        return Integer.parseInt(cursor);
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The original file")
    public Response content(
            @PathParam("id") UUID id,
            @Parameter(
                            description =
                                    "Number or id of a version; the one that questions see if left out, or else the newest")
                    @QueryParam("version")
                    @Nullable
                    String version) {
        DocumentEntity document = access.toRead(id);
        DocumentVersionEntity wanted = versions.of(document, version);
        String name =
                URLEncoder.encode(document.filename, StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(blobs.open(wanted.sha256), wanted.mediaType)
                .header(HttpHeaders.CONTENT_LENGTH, wanted.sizeBytes)
                // never shown in the page's own name: what was uploaded may be a page with scripts
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
