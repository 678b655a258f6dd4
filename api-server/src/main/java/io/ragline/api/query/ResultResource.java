package io.ragline.api.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.jobs.JobView;
import io.ragline.model.QueryResult;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gives the results of questions. */
@Path("/api/v1/result")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions")
public class ResultResource {
    private final ResultWaiting waiting;
    private final Caller caller;

    ResultResource(ResultWaiting waiting, Caller caller) {
        this.waiting = waiting;
        this.caller = caller;
    }

    /**
     * What a job came to.
     *
     * @param status final
     * @param result of a question that succeeded
     * @param error why it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResultView(
            UUID jobId,
            String status,

            @Schema(implementation = QueryResult.class) @JsonRawValue @Nullable
            String result,

            JobView.@Nullable ErrorView error) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Blocking
    @Operation(
            summary = "The result of a question",
            description = "Answers at once, or waits for the job to end if asked to. Also at /result/{id}.")
    @APIResponse(
            responseCode = "200",
            description = "The job has ended",
            content = @Content(schema = @Schema(implementation = ResultView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job is queued or running",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<Response> result(
            @PathParam("id") UUID id,
            @Parameter(description = "Seconds to wait for the job to end")
                    @QueryParam("wait")
                    @DefaultValue("0")
                    @Min(value = 0, message = "wait is 0 to 30 seconds.")
                    @Max(value = 30, message = "wait is 0 to 30 seconds.")
                    int wait) {
        return waiting.result(caller.reach(), id, Instant.now().plusSeconds(wait));
    }
}
