package io.ragline.api.quotas;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.Quota;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The limits of a key of the caller's tenant, beside those of the tenant. */
@Path("/api/v1/keys/{id}/quotas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
public class KeyQuotaResource {
    private final QuotaViews views;
    private final ApiKeyRepository keys;
    private final Caller caller;

    KeyQuotaResource(QuotaViews views, ApiKeyRepository keys, Caller caller) {
        this.views = views;
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "A key's limits, and what of them is used")
    public QuotaView show(@PathParam("id") UUID id) {
        return views.of(caller.tenantId(), keys.ofTenant(caller.tenantId(), id).id);
    }

    @PUT
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Set a key's limits",
            description = "In place of those there were; what is left out is limited by the tenant's alone.")
    public QuotaView set(
            @PathParam("id") UUID id,
            @Valid @NotNull(message = "The body is missing; {} is no limits.") QuotaBody body) {
        return views.set(caller.tenantId(), changeable(id), body.quota());
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Lift a key's limits", description = "Those of its tenant stay.")
    public void lift(@PathParam("id") UUID id) {
        views.set(caller.tenantId(), changeable(id), Quota.NONE);
    }

    private UUID changeable(UUID id) {
        if (keys.ofTenant(caller.tenantId(), id).role.compareTo(caller.role()) > 0) {
            throw new RaglineException(ErrorCode.FORBIDDEN, "Only an operator limits keys of operators.");
        }
        return id;
    }
}
