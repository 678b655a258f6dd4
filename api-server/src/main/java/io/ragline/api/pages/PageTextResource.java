package io.ragline.api.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.access.DocumentAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.documents.NamedVersions;
import io.ragline.api.http.BadFieldException;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gives what was read of a page. */
@Path("/api/v1/documents/{id}/pages/{page}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class PageTextResource {
    private static final String LIMIT = "limit is 1 to 1000.";

    private final DocumentAccess access;
    private final NamedVersions versions;
    private final BlobStore blobs;
    private final ObjectMapper json;

    PageTextResource(DocumentAccess access, NamedVersions versions, BlobStore blobs, ObjectMapper json) {
        this.access = access;
        this.versions = versions;
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * A page as it was read.
     *
     * @param pageLabel its number as printed on it
     * @param width in points, as shown; 0 where the format has no pages
     * @param height in points, as shown
     * @param blocks in reading order
     * @param nextCursor goes into the request for the blocks behind these; absent when there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PageText(
            UUID documentId,
            UUID versionId,
            int page,
            @Nullable String pageLabel,
            float width,
            float height,
            List<Block> blocks,
            @Nullable String nextCursor) {}

    /**
     * A piece of a page.
     *
     * @param kind {@code heading}, {@code paragraph}, {@code list_item}, {@code code}, {@code table} or {@code image}
     * @param level of a heading, 1 being the highest; 0 for all else
     * @param text what it says; a table is HTML, with header cells and spans
     * @param boxes where it stands, a box a line or cell, in points from the top left of the page as shown
     */
    public record Block(String kind, int level, String text, List<Box> boxes) {
        static Block of(TextBlock block) {
            return new Block(
                    block.kind().name().toLowerCase(Locale.ROOT),
                    block.level(),
                    block.text(),
                    block.lines().stream().map(TextLine::box).toList());
        }
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "What was read of a page: its blocks in order, tables as HTML")
    public PageText page(
            @PathParam("id") UUID id,
            @Parameter(description = "Counted from 1") @PathParam("page") int page,
            @Parameter(description = "Number or id of a version; the one that questions see unless given")
                    @QueryParam("version")
                    @Nullable
                    String version,
            @QueryParam("limit")
                    @DefaultValue("500")
                    @Min(value = 1, message = LIMIT)
                    @Max(value = 1000, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the blocks before") @QueryParam("cursor") @Nullable String cursor)
            throws IOException {
        DocumentEntity document = access.toRead(id);
        DocumentVersionEntity shown = versions.of(document, version);
        if (shown.extractionSha256 == null) {
            throw new RaglineException(ErrorCode.PAGE_NOT_FOUND, "%s was not read (yet).".formatted(document.filename));
        }
        int skipped = from(cursor);
        Blocks found = new Blocks(page, skipped, limit);
        JsonLines.read(blobs, shown.extractionSha256, json, Page.class, found::take);
        Page first = found.first;
        if (first == null) {
            throw new RaglineException(
                    ErrorCode.PAGE_NOT_FOUND,
                    "There is no page %d: %s has the pages 1 to %d.".formatted(page, document.filename, shown.pages));
        }
        return new PageText(
                id,
                shown.id,
                page,
                first.label(),
                first.width(),
                first.height(),
                found.blocks,
                found.more ? Integer.toString(skipped + limit) : null);
    }

    private static int from(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("\\d{1,9}")) {
            throw new BadFieldException("cursor", "cursor is the nextCursor of the blocks before, or left out.");
        }
        return Integer.parseInt(cursor);
    }

    /** The blocks of one page; one of a format without pages comes in many parts of the same number. */
    private static final class Blocks {
        private final int page;
        private final int from;
        private final int limit;
        private final List<Block> blocks = new ArrayList<>();
        private @Nullable Page first;
        private int passed;
        private boolean more;

        Blocks(int page, int from, int limit) {
            this.page = page;
            this.from = from;
            this.limit = limit;
        }

        /** Whether the next page is wanted, too. */
        boolean take(Page read) {
            if (read.number() != page) {
                return first == null;
            }
            first = first == null ? read : first;
            for (TextBlock block : read.blocks()) {
                if (blocks.size() == limit) {
                    more = true;
                    return false;
                }
                if (passed++ >= from) {
                    blocks.add(Block.of(block));
                }
            }
            return true;
        }
    }
}
