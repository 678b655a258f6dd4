package io.ragline.api.pages;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.jobs.JobView;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.model.PageView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows pages of documents. */
@Path("/api/v1/documents/{id}/pages/{page}/image")
@Tag(name = "Documents")
public class PageImageResource {
    private static final String DPI = "dpi is 72 to 300.";
    private static final String WAIT = "wait is 0 to 30 seconds.";

    private final ShownVersion versions;
    private final PageImageWaiting waiting;
    private final Caller caller;

    PageImageResource(ShownVersion versions, PageImageWaiting waiting, Caller caller) {
        this.versions = versions;
        this.waiting = waiting;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Blocking
    @Produces({PageImageResponses.PNG, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "The picture of a page, with quotes marked on it",
            description = "A worker draws it when it is first asked for; afterwards it is there at once.")
    @APIResponse(
            responseCode = "200",
            description = "The picture, with an ETag",
            content =
                    @Content(
                            mediaType = PageImageResponses.PNG,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The picture that If-None-Match names")
    @APIResponse(
            responseCode = "202",
            description = "The picture is being drawn by this job: ask again",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobView.class)))
    public Uni<Response> image(
            @PathParam("id") UUID id,
            @Parameter(description = "Counted from 1") @PathParam("page") int page,
            @Parameter(description = "Number or id of a version; the one that questions see unless given")
                    @QueryParam("version")
                    @Nullable
                    String version,
            @Parameter(description = "Pixels for each inch")
                    @QueryParam("dpi")
                    @DefaultValue("" + PageView.DEFAULT_DPI)
                    @Min(value = PageView.MIN_DPI, message = DPI)
                    @Max(value = PageView.MAX_DPI, message = DPI)
                    int dpi,
            @Parameter(
                            description = "What to mark: the words of a quote, or x,y,width,height in points from the"
                                    + " top left of the page as shown. May be repeated, up to " + Highlights.MAX)
                    @QueryParam("highlight")
                    @Nullable
                    List<String> highlight,
            @Parameter(description = "Seconds to wait for the picture")
                    @QueryParam("wait")
                    @DefaultValue("10")
                    @Min(value = 0, message = WAIT)
                    @Max(value = 30, message = WAIT)
                    int wait,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Instant deadline = Instant.now().plusSeconds(wait);
        DocumentVersionEntity shown = versions.of(id, version, page);
        PageView view = new PageView(shown.id, page, dpi, Highlights.of(highlight));
        return waiting.picture(
                new PageImageWaiting.Asked(caller.reach(), shown, view, ifNoneMatch, version != null), deadline);
    }
}
