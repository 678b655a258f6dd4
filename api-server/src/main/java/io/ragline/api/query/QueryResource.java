package io.ragline.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.jobs.JobLinks;
import io.ragline.catalog.JobEntity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes questions. */
@Path("/api/v1/query")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions")
public class QueryResource {
    private final QueryAcceptance acceptance;
    private final Idempotency idempotency;
    private final ResultWaiting waiting;
    private final Caller caller;

    QueryResource(QueryAcceptance acceptance, Idempotency idempotency, ResultWaiting waiting, Caller caller) {
        this.acceptance = acceptance;
        this.idempotency = idempotency;
        this.waiting = waiting;
        this.caller = caller;
    }

    /** A question that was accepted: ask for its result at {@code links.result}. */
    public record AcceptedQuery(UUID jobId, String status, JobLinks links) {
        static AcceptedQuery of(JobEntity job) {
            return new AcceptedQuery(job.id, job.status.id(), JobLinks.of(job.id));
        }
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Blocking
    @Operation(
            summary = "Ask a question",
            description = "The answer comes from GET /api/v1/result/{jobId}. Also at /query. With the header"
                    + " Cache-Control: no-cache nothing that was kept of earlier answers is used.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            content = @Content(schema = @Schema(implementation = AcceptedQuery.class)))
    @APIResponse(
            responseCode = "200",
            description = "Answered within the time that the caller preferred to wait",
            content = @Content(schema = @Schema(implementation = ResultResource.ResultView.class)))
    public Uni<Response> ask(
            @Valid @NotNull(message = "The body is missing.") QueryBody body,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Parameter(description = "wait=N: wait up to N seconds (at most 30) for the result")
                    @HeaderParam(PreferredWait.HEADER)
                    @Nullable
                    String prefer)
            throws JsonProcessingException {
        AcceptedQuery accepted = idempotency.once(
                idempotencyKey,
                new Fingerprint("query").add(body),
                AcceptedQuery.class,
                id -> acceptance.accept(id, body));
        Optional<PreferredWait> wait = PreferredWait.of(prefer);
        return wait.isEmpty()
                ? Uni.createFrom().item(accepted(accepted).build())
                : waiting.result(
                                caller.reach(),
                                accepted.jobId(),
                                Instant.now().plus(wait.get().time()))
                        .map(response -> preferred(accepted, response, wait.get()));
    }

    private static Response preferred(AcceptedQuery accepted, Response result, PreferredWait wait) {
        boolean ended = result.getStatus() == Response.Status.OK.getStatusCode();
        Response.ResponseBuilder response = ended ? Response.fromResponse(result) : accepted(accepted);
        return response.header("Preference-Applied", wait.applied())
                .header("Vary", PreferredWait.HEADER)
                .build();
    }

    private static Response.ResponseBuilder accepted(AcceptedQuery accepted) {
        return Response.accepted(accepted)
                .location(URI.create(accepted.links().result()))
                .header("Retry-After", 1);
    }
}
