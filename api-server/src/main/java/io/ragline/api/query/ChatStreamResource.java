package io.ragline.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ragline.api.access.JobAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.jobs.JobEventStreams;
import io.ragline.api.query.QueryResource.AcceptedQuery;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Takes a question and tells its answer as it comes, in one request. */
@Path("/api/v1/chat/stream")
@Tag(name = "Questions")
public class ChatStreamResource {
    private final QueryAcceptance acceptance;
    private final Idempotency idempotency;
    private final JobEventStreams streams;
    private final JobAccess jobs;

    ChatStreamResource(QueryAcceptance acceptance, Idempotency idempotency, JobEventStreams streams, JobAccess jobs) {
        this.acceptance = acceptance;
        this.idempotency = idempotency;
        this.streams = streams;
        this.jobs = jobs;
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            summary = "Ask a question and hear the answer as it comes",
            description = "Enqueues the question as POST /api/v1/query does, and answers with the job's events as GET"
                    + " /api/v1/jobs/{id}/events does; the header Location names the job. If the connection breaks, the job"
                    + " goes on: connect to its events with Last-Event-ID, or ask for its result.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    public Multi<OutboundSseEvent> stream(
            @Valid @NotNull(message = "The body is missing.") QueryBody body,
            @Parameter(description = "Names this request: sent again, it tells the same job's events, from the first")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context HttpServerResponse response)
            throws JsonProcessingException {
        AcceptedQuery accepted = idempotency.once(
                idempotencyKey,
                new Fingerprint("chat-stream").add(body),
                AcceptedQuery.class,
                id -> acceptance.accept(id, body));
        if (idempotencyKey != null) {
            jobs.toRead(accepted.jobId()); // what was accepted before may be out of reach by now
        }
        response.putHeader("Location", accepted.links().self());
        return streams.of(accepted.jobId(), null);
    }
}
