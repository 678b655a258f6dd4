package io.ragline.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import io.ragline.webhook.Delivery;
import io.ragline.webhook.DeliveryFilter;
import io.ragline.webhook.WebhookDeliveries;
import io.ragline.webhook.WebhookSecret;
import io.ragline.webhook.WebhookSecrets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Webhook deliveries and the secret that they are signed with. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhookResource {
    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final Idempotency idempotency;
    private final Caller caller;

    WebhookResource(WebhookDeliveries deliveries, WebhookSecrets secrets, Idempotency idempotency, Caller caller) {
        this.idempotency = idempotency;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.caller = caller;
    }

    /**
     * Deliveries, first those recorded last.
     *
     * @param nextCursor to ask for the next page with; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeliveryList(
            List<DeliveryView> deliveries, @Nullable String nextCursor) {}

    /**
     * What deliveries are signed with.
     *
     * @param secret {@code whsec_} and Base64, as libraries for Standard Webhooks take it
     * @param previousValidUntil until then deliveries are signed with the secret before as well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretView(String secret, @Nullable Instant previousValidUntil) {
        static SecretView of(WebhookSecret secret) {
            return new SecretView(secret.text(), secret.beforeUntil());
        }
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Path("/deliveries")
    @Operation(summary = "Deliveries and what became of them, first those recorded last")
    public DeliveryList list(
            @Parameter(description = "Only those that tell of this job") @QueryParam("jobId") @Nullable String jobId,
            @Parameter(description = "Only those in this status") @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Parameter(description = "The nextCursor of the page before") @QueryParam("cursor") @Nullable
                    String cursor) {
        DeliveryFilter filter = new DeliveryFilter(id("jobId", jobId), status(status));
        List<Delivery> found = deliveries.list(caller.tenantId(), filter, id("cursor", cursor), limit + 1);
        List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? page.getLast().job().id.toString() : null;
        return new DeliveryList(page.stream().map(DeliveryView::of).toList(), next);
    }

    private static @Nullable UUID id(String name, @Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new RaglineException(ErrorCode.BAD_REQUEST, "'%s' is not an id.".formatted(name), e);
        }
    }

    private static @Nullable JobStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.BAD_REQUEST, "'status' is queued, running, succeeded, failed or cancelled."));
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("/deliveries/{id}/redeliver")
    @Operation(
            summary = "Deliver once more",
            description = "Whether it arrived or not. The receiver gets the same event under the same webhook-id.")
    @APIResponse(
            responseCode = "202",
            description = "A new delivery is on its way",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response redeliver(
            @PathParam("id") UUID id, @HeaderParam(Idempotency.HEADER) @Nullable String idempotencyKey) {
        DeliveryView again = idempotency.once(
                idempotencyKey,
                new Fingerprint("redeliver").add(id),
                DeliveryView.class,
                unused -> DeliveryView.of(deliveries.again(caller.tenantId(), id)));
        return Response.accepted(again).build();
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Path("/secret")
    @Operation(summary = "The secret that deliveries are signed with")
    @APIResponse(
            responseCode = "200",
            description = "The secret",
            content = @Content(schema = @Schema(implementation = SecretView.class)))
    public Response secret() {
        return secretly(secrets.of(caller.tenantId()));
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("/secret/rotate")
    @Operation(
            summary = "A new secret",
            description = "For 24 hours deliveries are signed with the old one as well, so that receivers can follow.")
    @APIResponse(
            responseCode = "200",
            description = "The new secret",
            content = @Content(schema = @Schema(implementation = SecretView.class)))
    public Response rotate() {
        return secretly(secrets.rotate(caller.tenantId()));
    }

    private static Response secretly(WebhookSecret secret) {
        return Response.ok(SecretView.of(secret))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
