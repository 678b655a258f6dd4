package io.ragline.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes many questions at once. */
@Path("/api/v1/queries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions")
public class QueryBatchResource {
    private static final int MOST = 100;

    private final QueryAcceptance acceptance;
    private final Idempotency idempotency;

    QueryBatchResource(QueryAcceptance acceptance, Idempotency idempotency) {
        this.acceptance = acceptance;
        this.idempotency = idempotency;
    }

    /** Questions to be answered, each a job of its own. */
    @Schema(name = "Queries", requiredProperties = "questions")
    public record QueriesBody(
            @NotNull(message = "Ask 1 to " + MOST + " questions.")
            @Size(min = 1, max = MOST, message = "Ask 1 to " + MOST + " questions.")
            List<@Valid @NotNull(message = "A question is missing.") QueryBody> questions) {}

    /**
     * Questions that were accepted, in order.
     *
     * @param batchId shows how far they are, at {@code /api/v1/batches/{id}}
     */
    public record AcceptedQueries(UUID batchId, List<QueryResource.AcceptedQuery> queries) {}

    @POST
    @RolesAllowed(Roles.READER)
    @Blocking
    @Operation(
            summary = "Ask many questions at once",
            description =
                    "All are accepted or none. Each is a job with a result of its own; GET /api/v1/batches/{batchId}"
                            + " says how far they are.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            content = @Content(schema = @Schema(implementation = AcceptedQueries.class)))
    public Response ask(
            @Valid @NotNull(message = "The body is missing.") QueriesBody body,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey)
            throws JsonProcessingException {
        AcceptedQueries accepted = idempotency.once(
                idempotencyKey,
                new Fingerprint("queries").add(body),
                AcceptedQueries.class,
                id -> acceptance.acceptAll(id, body.questions()));
        return Response.accepted(accepted)
                .location(URI.create("/api/v1/batches/" + accepted.batchId()))
                .build();
    }
}
